"""The bytes of an encrypted file as they lie on disk, decrypted page by page.

SQLCipher 4: AES-256-CBC; each page of 4096 bytes ends in its IV of 16 and an HMAC of 64; the first
16 bytes of the file are the salt. What no table refers to any more is in these bytes too.
"""

import numpy as np

from kwalicode.store.files import PAGE_SIZE

_RESERVED, _IV = 80, 16


def decrypted(file) -> bytes:
    """Every page of an open study or key file; its log must be empty."""
    key = np.frombuffer(bytes.fromhex(file._raw_key)[:32], np.uint8)
    raw = np.frombuffer(file.path.read_bytes(), np.uint8).reshape(-1, PAGE_SIZE)
    bodies, ivs = raw[:, :-_RESERVED], raw[:, -_RESERVED : _IV - _RESERVED]
    first = _cbc(bodies[:1, 16:], ivs[:1], key)
    return first.tobytes() + _cbc(bodies[1:], ivs[1:], key).tobytes()


def _cbc(bodies, ivs, key):
    blocks = bodies.reshape(len(bodies), -1, 16)
    before = np.concatenate([ivs[:, None, :], blocks[:, :-1]], axis=1)
    return _decrypt_blocks(blocks.reshape(-1, 16), key) ^ before.reshape(-1, 16)


def _times(a, b):
    """Multiply in the field of AES (FIPS 197, 4.2)."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _boxes():
    box = [0] * 256
    for value in range(256):
        inverse = next((other for other in range(256) if _times(value, other) == 1), 0)
        turned = [((inverse << n) | (inverse >> (8 - n))) & 255 for n in range(5)]
        box[value] = turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ turned[4] ^ 0x63
    back = np.zeros(256, np.uint8)
    back[box] = np.arange(256)
    return np.array(box, np.uint8), back


_BOX, _BACK = _boxes()
_TABLES = {
    n: np.array([_times(value, n) for value in range(256)], np.uint8) for n in (9, 11, 13, 14)
}
# Where each byte of a block comes from when its rows are turned back.
_ROWS = [(4 * ((column - row) % 4)) + row for column in range(4) for row in range(4)]
_MIX = ((14, 11, 13, 9), (9, 14, 11, 13), (13, 9, 14, 11), (11, 13, 9, 14))


def _round_keys(key):
    words = [key[4 * n : 4 * n + 4].copy() for n in range(8)]
    round_constant = 1
    for n in range(8, 60):
        word = words[-1].copy()
        if n % 8 == 0:
            word = _BOX[np.roll(word, -1)]
            word[0] ^= round_constant
            round_constant = _times(round_constant, 2)
        elif n % 8 == 4:
            word = _BOX[word]
        words.append(words[n - 8] ^ word)
    return np.concatenate(words).reshape(15, 16)


def _decrypt_blocks(blocks, key):
    keys = _round_keys(key)
    state = blocks ^ keys[14]
    for place in range(13, -1, -1):
        state = _BACK[state[:, _ROWS]] ^ keys[place]
        if place:
            columns = state.reshape(-1, 4, 4)
            mixed = [
                np.bitwise_xor.reduce([_TABLES[n][columns[:, :, i]] for i, n in enumerate(row)])
                for row in _MIX
            ]
            state = np.stack(mixed, axis=2).reshape(-1, 16)
    return state
