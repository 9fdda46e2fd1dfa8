from __future__ import annotations

import pytest

from outreach.words import seniority

TITLES = """
6 | Founder & CEO | Geschäftsführerin | PDG | Inhaber, Bäckerei Lind | Sócia-fundadora | Daglig leder
6 | Co-owner of a vineyard | Titolare
5 | Head of QA | VP Eng | Vice President, Research | Abteilungsleiter Einkauf | Directrice des ventes | Jefa de prensa
5 | Markedssjef | DRH
4 | Teamleiterin Logistik | Nurse manager | Responsable des expositions | Key Account Team Lead | Enhetschef
3 | Senior developer | Sr. Analyst | Associate Director | Freelance illustrator | HR Business Partner
2 | Translator | Executive Assistant to the CEO | Product Owner | Project manager | Chef de produit | Kulturreferentin
1 | Marketing intern | Werkstudent | Stagiaire | Aprendiz de carpintero | Assistant | Estagiária | PhD student
0 | Bees, rivers, poems | | Former CEO | Ex-Director | Looking for a director
"""


@pytest.mark.parametrize("line", TITLES.strip().splitlines())
def test_a_title_has_the_rank_its_words_claim(line: str):
    rank, *titles = [cell.strip() for cell in line.split(" |")]
    assert {title: seniority.level(title).level for title in titles} == dict.fromkeys(titles, int(rank))


def test_the_words_are_quoted_as_they_stand():
    assert seniority.level("Ehem. Direktor, heute Bereichsleiterin Holz").words == "Bereichsleiterin"


def test_the_highest_of_several_claims_counts():
    assert seniority.level("Guest lecturer | Founder, Tidepool | Student of bees").level == 6


@pytest.mark.parametrize(
    ("title", "first"),
    [("Werkstattleiterin", "werkstatt"), ("Tanzlehrer", "tanz"), ("Teamleiter", ""), ("Leiter", ""), ("Manager", "")],
)
def test_a_compound_title_says_what_it_leads_unless_it_is_a_rank_as_a_whole(title: str, first: str):
    assert seniority.led(title) == first
