"""Offices are read whole, from repaired text: each line is a text, a person and the office."""
# ruff: noqa: E501  (one text a line)

from articles.importer.parse import parse
from articles.importer.record import Context

WORN = "Lesmaisons duvillage et laville sont enfête."  # a document that has lost spaces before
TEXTS = """
Le secrétaire général duParti communiste du Vietnam (PCV) Nguyen Phu Trong a reçu ses hôtes.|Nguyen Phu Trong|secrétaire général du Parti communiste du Vietnam (PCV)
Lesecrétaire général du Parti communiste du Vietnam(PCV) Nguyen Phu Trong a reçu ses hôtes.|Nguyen Phu Trong|secrétaire général du Parti communiste du Vietnam (PCV)
Le secrétairegénéral du Parti communiste du Vietnam (PCV), NguyenPhu Trong, a reçu ses hôtes.|Nguyen Phu Trong|secrétaire général du Parti communiste du Vietnam (PCV)
Nguyen Phu Trong, secrétairegénéral duParti communiste du Vietnam (PCV), a reçu ses hôtes.|Nguyen Phu Trong|secrétaire général du Parti communiste du Vietnam (PCV)
Le ministre des Affaires étrangères, Bui Thanh Son, est venu.|Bui Thanh Son|ministre des Affaires étrangères
La vice-présidente de l'Assemblée nationale Nguyen Thi Thanh est venue.|Nguyen Thi Thanh|vice-présidente de l'Assemblée nationale
Le vice-Premier ministre Tran Hong Ha est venu.|Tran Hong Ha|vice-Premier ministre
L'ancien Premier ministre Nguyen Tan Dung est venu.|Nguyen Tan Dung|ancien Premier ministre
Le Premier ministre lao Sonexay Siphandone est venu.|Sonexay Siphandone|Premier ministre lao
Le porte-parole du ministère des Affaires étrangères, Dmitri Volkov, a parlé.|Dmitri Volkov|porte-parole du ministère des Affaires étrangères
Fatou Diallo, présidente de la Chambre de commerce et d'industrie de Dakar, a parlé.|Fatou Diallo|présidente de la Chambre de commerce et d'industrie de Dakar
Awa Ba, directrice générale adjointe de la Banque centrale, chargée des paiements, a parlé.|Awa Ba|directrice générale adjointe de la Banque centrale
M. Paul Ngoma, gouverneur, a parlé.|Paul Ngoma|gouverneur
Le général de brigade Tran Van Hung a parlé.|Tran Van Hung|général de brigade
Le lieutenant-colonel Sylvestre Kouamé est là.|Sylvestre Kouamé|lieutenant-colonel
Le secrétaire d'État aux Transports Jean Bosco Ilunga est là.|Jean Bosco Ilunga|secrétaire d'État aux Transports
La chercheuse en biologie marine Ana Lucía Torres est là.|Ana Lucía Torres|chercheuse en biologie marine
L'ambassadeur du Vietnam en Algérie, Nguyen Thanh Vinh, est là.|Nguyen Thanh Vinh|ambassadeur du Vietnam en Algérie
Le chef adjoint de la Commission centrale de l'éducation, Phan Xuan Thuy, est là.|Phan Xuan Thuy|chef adjoint de la Commission centrale de l'éducation
Hiroshi Kagawa, professeur à l'université d'Osaka, a publié.|Hiroshi Kagawa|professeur à l'université d'Osaka
Le membre du Bureau politique et secrétaire du Comité du Parti de Hanoi, Dinh Tien Dung, est là.|Dinh Tien Dung|membre du Bureau politique et secrétaire du Comité du Parti de Hanoi
Le président-directeur général d'Air Algérie, Yacine Benslimane, est là.|Yacine Benslimane|président-directeur général d'Air Algérie
L'attaquante marocaine Ghizlane Chebbak a marqué.|Ghizlane Chebbak|attaquante marocaine
Le président du Conseil des ministres de la République du Pérou, Luis Arce Catacora, parle.|Luis Arce Catacora|président du Conseil des ministres de la République du Pérou
La reine Camilla Parker est là.|Camilla Parker|reine
Maria Lopez, 34 ans, infirmière à l'hôpital de Quito, raconte.|Maria Lopez|infirmière à l'hôpital de Quito
Le maire de la commune de Kpalimé Kodjo Amouzou est là.|Kodjo Amouzou|maire de la commune de Kpalimé
Kodjo Amouzou (à droite), maire de Kpalimé, et ses adjoints.|Kodjo Amouzou|maire de Kpalimé
Le haut-commissaire des Nations unies pour les réfugiés, Filippo Grandi, est là.|Filippo Grandi|haut-commissaire des Nations unies pour les réfugiés
Le directeur régional de l'OMS pour l'Afrique, Mohamed Janabi, est là.|Mohamed Janabi|directeur régional de l'OMS pour l'Afrique
La ministre de l'Économie, des Finances et du Plan, Aminata Sarr, est là.|Aminata Sarr|ministre de l'Économie, des Finances et du Plan
Le ministre lao de l'Énergie et des Mines, Phoxay Sayasone, est là.|Phoxay Sayasone|ministre lao de l'Énergie et des Mines
Le Dr Samuel Okello, médecin-chef du district, explique.|Samuel Okello|médecin-chef du district
Le vice-ministre vietnamien de l’Industrie et duCommerce Trân Quôc Khanh est là.|Trân Quôc Khanh|vice-ministre vietnamien de l’Industrie et du Commerce
Le conservateur en chef du musée, Thibaut Wolvesperges, parle.|Thibaut Wolvesperges|conservateur en chef du musée
Le rapporteur spécial de l'ONU sur l'eau, Pedro Arrojo, parle.|Pedro Arrojo|rapporteur spécial de l'ONU sur l'eau
Le sous-secrétaire général de l'ONU chargé des affaires politiques, Khaled Khiari, parle.|Khaled Khiari|sous-secrétaire général de l'ONU chargé des affaires politiques
Le pianiste et compositeur Dang Thai Son joue.|Dang Thai Son|pianiste et compositeur
Le secrétaire général de l'ASEAN Kao Kim Hourn est là.|Kao Kim Hourn|secrétaire général de l'ASEAN
Le commandant de bord, Ravindra Kulasekara, parle.|Ravindra Kulasekara|commandant de bord
L'archevêque de Kinshasa, le cardinal Fridolin Ambongo, parle.|Fridolin Ambongo|cardinal
La Première secrétaire du Comité central, Marta Ruiz, parle.|Marta Ruiz|Première secrétaire du Comité central
Son homologue cubain, Bruno Rodríguez Parrilla, parle.|Bruno Rodríguez Parrilla|homologue cubain
"""


def test_offices_are_whole():
    wrong = []
    for line in TEXTS.strip().splitlines():
        text, name, role = line.split("|")
        article = parse(f"Un titre\n\nHanoï (VNA) - {text} {WORN}\n", Context(today="2026-11-21"))
        roles = {person.name: person.role for person in article.people}
        if roles.get(name) != role:
            wrong.append((text, role, roles))
    assert wrong == []
