"""Every recognizer, in one list: add a rule here and it is used everywhere."""

from kwalicode.deid import addresses, contacts, departments, identity, organisations
from kwalicode.deid.ages import find_ages
from kwalicode.deid.dates import find_dates
from kwalicode.deid.firms import find_firms
from kwalicode.deid.functions import find_functions, find_only_ones, find_posts
from kwalicode.deid.holders import find_holders, find_low_firms
from kwalicode.deid.houses import find_house_numbers
from kwalicode.deid.introduced import find_introduced
from kwalicode.deid.lookups import find_departments, find_parties, find_places
from kwalicode.deid.loose_numbers import find_loose_numbers
from kwalicode.deid.low_names import find_low_names
from kwalicode.deid.name_forms import find_name_forms
from kwalicode.deid.page import Recognizer, together
from kwalicode.deid.persons import find_persons
from kwalicode.deid.said_contacts import find_said_handles, find_said_paths
from kwalicode.deid.spelling import find_spelled, find_spoken_codes
from kwalicode.deid.towns import find_landmarks, find_towns
from kwalicode.deid.units import find_units
from kwalicode.deid.unknown import find_unknown
from kwalicode.deid.word_names import find_word_names

RECOGNIZERS: tuple[Recognizer, ...] = (
    find_persons,
    together(
        find_name_forms,
        find_introduced,
        find_low_names,
        find_word_names,
        find_spelled,
        find_spoken_codes,
    ),
    together(find_places, find_towns, find_landmarks, find_parties, find_departments),
    together(
        organisations.find_organisations,
        organisations.find_employers,
        find_firms,
        organisations.find_commissions,
        organisations.find_local_parties,
        departments.find_named_departments,
        departments.find_spoken_departments,
        find_functions,
        find_units,
        find_holders,
        find_low_firms,
    ),
    together(find_posts, find_only_ones, find_dates, find_ages),
    together(
        addresses.find_addresses,
        addresses.find_spoken_addresses,
        addresses.find_english_addresses,
        addresses.find_other_addresses,
        find_house_numbers,
        addresses.find_streets,
        addresses.find_postcodes,
        addresses.find_cued_postcodes,
        addresses.find_spoken_postcodes,
        addresses.find_odd_postcodes,
        addresses.find_strange_streets,
        addresses.find_zip_codes,
        addresses.find_bare_postcodes,
    ),
    together(
        contacts.find_emails,
        contacts.find_spoken_emails,
        contacts.find_scanned_emails,
        contacts.find_loose_emails,
        contacts.find_urls,
        contacts.find_spoken_urls,
        find_said_paths,
        contacts.find_handles,
        find_said_handles,
        contacts.find_phones,
        contacts.find_spoken_numbers,
    ),
    together(
        identity.find_bsns,
        identity.find_ibans,
        identity.find_plates,
        identity.find_cued_plates,
        identity.find_flat_plates,
        identity.find_cued_numbers,
        identity.find_codes,
        identity.find_odd_numbers,
        identity.find_long_numbers,
        identity.find_machine_numbers,
    ),
    together(find_unknown, find_loose_numbers),
)
"""Rules read a page and propose findings; those that overlap are merged afterwards."""
