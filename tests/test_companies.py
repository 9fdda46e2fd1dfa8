from __future__ import annotations

import pytest

from outreach.words import companies

SAME = """
ACME Holdings, Inc. | Acme Holdings LLC
Norrby & Dahl AB | Norrby och Dahl
AB Norrby | Norrby Aktiebolag
Brauerei Huber GmbH & Co. KG | Brauerei Huber
Lumen S.A.S. | LUMEN SARL
Padaria Sol Ltda. | Padaria Sol EIRELI
Redgum Pty. Ltd. | Redgum
Taller Ortiz, S. de R.L. de C.V. | Taller Ortiz S.A.
ООО Ромашка | Ромашка
株式会社山田 | 山田
Fjord Ferries A/S | Fjord Ferries ApS
Norrsken Bank AB (publ) | Norrsken Bank
Kowalski Sp. z o.o. | Kowalski S.A.
L'Étoile SA | L’Etoile
Käserei Müller e.K. | Kaeserei Mueller
The Old Mill | The Old Mill Ltd
"""

SPOKEN = """
ACME HOLDINGS LLC | Acme Holdings
IBM | IBM
KLM N.V. | KLM
BMW GROUP | BMW Group
SAINT-MARTIN ET FILS S.A.R.L. | Saint-Martin et Fils
O'NEILL BROTHERS LTD | O'Neill Brothers
deepWave GmbH | deepWave
Smith & Co | Smith & Co
Huber GmbH & Co. KG | Huber
MUSEUM OF MODERN GLASS | Museum of Modern Glass
Lantern™ Inc. | Lantern
Harbour Trust | Smarter ports | Harbour Trust
Do it as we | Do it as we
AG | AG
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_legal_forms_spelling_and_the_word_for_and_make_no_difference(line: str):
    one, other = line.split(" | ")
    assert companies.key(one) == companies.key(other) != ""


@pytest.mark.parametrize(
    "line", ["Volvo | Volta", "Nordic Glass | Nordic Grass", "Brandt Verlag | Brandt Museum", "AG | SE"]
)
def test_different_firms_stay_different(line: str):
    one, other = line.split(" | ")
    assert companies.key(one) != companies.key(other)


GENERIC = """
Self-employed | Freelance | Freelance Translator | Confidential | Stealth Startup | Stealth AI Startup | Autônomo | -
n/a | Selbständig | Indépendante | Por cuenta propia | Egenföretagare | Libero professionista | N.A. | ***
"""


@pytest.mark.parametrize("name", ["", *GENERIC.strip().replace("\n", " | ").split(" | ")])
def test_what_names_no_firm_has_neither_key_nor_spoken_form(name: str):
    assert companies.key(name) == companies.spoken(name) == ""


@pytest.mark.parametrize(
    "name", ["Self-Employed Women's Association", "Independent Newspaper", "Private Eye Books", "Company of Wolves"]
)
def test_a_firm_that_begins_like_a_generic_word_is_a_firm(name: str):
    assert companies.key(name) and companies.spoken(name) == name


@pytest.mark.parametrize("line", SPOKEN.strip().splitlines())
def test_a_note_writes_a_firm_as_a_person_would(line: str):
    written, _, expected = line.rpartition(" | ")
    assert companies.spoken(written) == expected


def test_both_forms_are_stable_when_asked_again():
    for line in (SAME + SPOKEN).strip().splitlines():
        for name in line.split(" | "):
            assert companies.key(companies.spoken(name)) == companies.key(name)
            assert companies.spoken(companies.spoken(name)) == companies.spoken(name)
