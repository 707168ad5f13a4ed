"""Twenty coders at once, each a browser session without a browser: Streamlit's own messages."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.corpus import PASSPHRASE


@dataclass
class Session:
    """One coder: opens the study by the start page and codes through the outbox."""

    address: str
    name: str
    widgets: dict[str, Any] = field(default_factory=dict)
    states: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    fragment: str = ""
    revision: int = 0
    document: dict[str, Any] = field(default_factory=dict)
    code_ids: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)

    async def open(self) -> None:
        """Log in and go to the page Read and code."""
        url = self.address.replace("http", "ws") + "/_stcore/stream"
        self.socket = await websockets.connect(url, subprotocols=["streamlit"], max_size=None)
        await self.run()
        self.states[self.widgets["text:Your name"]] = ("string_value", self.name)
        self.states[self.widgets["text:Passphrase"]] = ("string_value", PASSPHRASE)
        self.states[self.widgets["button:Open study"]] = ("trigger_value", True)
        await self.run()
        self.states = {}
        self.page = self.pages["coding"]
        await self.run()

    async def run(self, *, fragment: str = "") -> None:
        """Ask for a run of the script and read what comes until it has finished."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = fragment
        message.rerun_script.context_info.locale = "en"
        for widget_id, (kind, value) in self.states.items():
            state = message.rerun_script.widget_states.widgets.add(id=widget_id)
            setattr(state, kind, value)
        await self.socket.send(message.SerializeToString())
        while not self.take(ForwardMsg.FromString(await self.socket.recv())):
            pass

    def take(self, message: ForwardMsg) -> bool:
        """Note what a message says; tell whether the run is over."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.take_element(message.delta.new_element, message.delta.fragment_id)
        return kind == "script_finished" and message.script_finished in {
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        }

    def take_element(self, element: Any, fragment: str) -> None:
        """Note a widget, or what the reader is told."""
        kind = element.WhichOneof("type")
        if kind == "text_input":
            self.widgets.setdefault(f"text:{element.text_input.label}", element.text_input.id)
        elif kind == "button":
            self.widgets[f"button:{element.button.label}"] = element.button.id
        elif kind == "bidi_component" and element.bidi_component.json:
            data = json.loads(element.bidi_component.json)
            if data["kind"] == "document":
                self.document = data["document"]
            else:
                self.widgets["sync"], self.fragment = element.bidi_component.id, fragment
                self.take_sync(data)

    def take_sync(self, data: dict[str, Any]) -> None:
        """Note what was acknowledged and which revision is the newest."""
        if data["full"]:
            self.code_ids = [code["id"] for code in data["full"]["codes"]]
        self.revision = max(self.revision, data["revision"])
        self.acknowledged |= set(data["ack"])

    async def code(self, chance: random.Random, number: int) -> float:
        """Apply a code; give the seconds until it was acknowledged as stored."""
        text = self.document["text"]
        start = chance.randrange(len(text) - 60)
        op_id = str(uuid4())
        operation = {
            "id": op_id,
            "op": "add",
            "mark_id": str(uuid4()),
            "code_id": chance.choice(self.code_ids),
            "start": start,
            "end": start + 60,
            "text": text[start : start + 60],
        }
        outbox = {"ops": [operation], "revision": self.revision, "n": number}
        began = time.perf_counter()
        self.states = {self.widgets["sync"]: ("json_value", json.dumps({"outbox": outbox}))}
        while op_id not in self.acknowledged:
            await self.run(fragment=self.fragment)
        return time.perf_counter() - began


async def twenty_coders(address: str, *, n_coders: int = 20, n_each: int = 15) -> list[float]:
    """Let coders work at once, about one code a second each; give all latencies in seconds."""
    sessions = [Session(address, f"coder {i}") for i in range(n_coders)]
    for session in sessions:
        await session.open()
    latencies: list[float] = []

    async def work(session: Session, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311  no secret
        for number in range(n_each):
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            latencies.append(await session.code(chance, number + 1))

    await asyncio.gather(*(work(session, i) for i, session in enumerate(sessions)))
    for session in sessions:
        await session.socket.close()
    return latencies
