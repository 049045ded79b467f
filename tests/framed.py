"""The parts of a dispatch of our own, for tests of what pages put around one."""

from articles.importer.parse import parse
from articles.importer.record import Context

HEADLINE = "Le barrage de la plaine sera achevé au printemps"
FIRST = (
    "Le ministre a rappelé que les deux pays coopèrent depuis vingt ans dans le domaine de l'eau et de la "
    "forêt. Les experts se réuniront au printemps dans la capitale."
)
SECOND = (
    "Les paysans de la plaine attendent la fin des travaux, qui doivent durer six mois et employer trois "
    "cents ouvriers de la région."
)
THIRD = "La banque a promis un prêt sur quinze ans, avec un différé de trois ans, pour les communes du delta."
CAPTION = "Le ministre et les ingénieurs devant la digue."


def document(*lines, separator="\n\n"):
    return separator.join(lines) + "\n"


def read(*lines, separator="\n\n"):
    return parse(document(*lines, separator=separator), Context(today="2026-11-21"))
