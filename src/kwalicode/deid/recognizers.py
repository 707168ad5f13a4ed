"""Every recognizer, in one list: add a rule here and it is used everywhere."""

from kwalicode.deid import addresses, contacts, identity, organisations
from kwalicode.deid.ages import find_ages
from kwalicode.deid.dates import find_dates
from kwalicode.deid.lookups import find_departments, find_parties, find_places
from kwalicode.deid.page import Recognizer
from kwalicode.deid.persons import find_persons
from kwalicode.deid.unknown import find_unknown

RECOGNIZERS: tuple[Recognizer, ...] = (
    find_persons,
    find_places,
    organisations.find_organisations,
    organisations.find_commissions,
    find_parties,
    organisations.find_local_parties,
    find_departments,
    organisations.find_named_departments,
    organisations.find_functions,
    find_dates,
    find_ages,
    addresses.find_addresses,
    addresses.find_spoken_addresses,
    addresses.find_english_addresses,
    addresses.find_streets,
    addresses.find_postcodes,
    addresses.find_cued_postcodes,
    contacts.find_emails,
    contacts.find_spoken_emails,
    contacts.find_urls,
    contacts.find_spoken_urls,
    contacts.find_handles,
    contacts.find_phones,
    contacts.find_spoken_numbers,
    identity.find_bsns,
    identity.find_ibans,
    identity.find_plates,
    identity.find_cued_plates,
    identity.find_cued_numbers,
    identity.find_codes,
    identity.find_long_numbers,
    find_unknown,
)
"""Rules read a page and propose findings; those that overlap are merged afterwards."""
