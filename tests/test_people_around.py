"""What stands around names: titles, trades, things that bear a name, and how spellings join.

Each line is a text and, behind the bar, the persons that an editor reads out of it. The texts are
written for this test; what they tell did not happen.
"""
# ruff: noqa: E501  (one text a line)

from tests.test_people import names

TEXTS = """
Samdech Akka Moha Ponhea Chakrei Héng Samrin et Samdech Kralahom Sâr Khéng ont assisté à la fête. | Héng Samrin;Sâr Khéng
Le président du Sénat, Samdech Vibol Sena Pheakdei Say Chhum, a parlé. | Say Chhum
S.E. Hun Many a reçu lundi une délégation. | Hun Many
Son Excellence Sun Chanthol a ouvert la séance. | Sun Chanthol
S.E.M. Prak Sokhonn, ministre des Affaires étrangères, a salué ces progrès. | Prak Sokhonn
S.M. Norodom Sihamoni a présidé la fête. | Norodom Sihamoni
Le roi, S.M. Mohammed VI, a adressé un message. | Mohammed VI
S.A.R. le prince Moulay Hassan a reçu les scouts. | Moulay Hassan
SAR la princesse Lalla Meryem a présidé le conseil. | Lalla Meryem
Sir Keir Starmer a pris la parole. | Keir Starmer
L'explorateur Sir Edmund Hillary était néo-zélandais. | Edmund Hillary
Dame Jacinda Ardern a publié un livre. | Jacinda Ardern
Lord Peter Mandelson a visité l'usine. | Peter Mandelson
Cheikh Mohammed ben Zayed a atterri à Rabat. | Mohammed ben Zayed
Sheikh Hasina Wajed a visité l'école. | Sheikh Hasina Wajed
L'émir du Qatar, Cheikh Tamim ben Hamad Al Thani, a appelé à la paix. | Tamim ben Hamad Al Thani
Dr Tedros Adhanom Ghebreyesus a pris la parole. Dre Fatoumata Nafo l'a remercié. | Tedros Adhanom Ghebreyesus;Fatoumata Nafo
Pr Abdoulaye Diouf a présenté l'étude avec Me Ousmane Sèye et Mgr Benjamin Ndiaye. | Abdoulaye Diouf;Ousmane Sèye;Benjamin Ndiaye
MM. Paul Okalla et Jean Essomba ont signé. | Paul Okalla;Jean Essomba
Mmes Awa Sow et Binta Ba ont reçu leur prix. | Awa Sow;Binta Ba
Le camarade Nguyen Trong Nghia a visité l'usine. | Nguyen Trong Nghia
Camarade Thongloun Sisoulith a remercié ses hôtes. | Thongloun Sisoulith
El Hadj Mamadou Diop a béni la foule. | El Hadj Mamadou Diop
El Hadj Omar Tall fut un chef religieux. | El Hadj Omar Tall
Samdech Techo Hun Sen a reçu Oknha Kith Meng. | Hun Sen;Kith Meng
Oknha Leng Rithy a construit l'usine. | Leng Rithy
Neak Oknha Ly Yong Phat était présent. | Ly Yong Phat
Elle l'a écrit sur le réseau social X. Miguel Hurtado lui a répondu. | Miguel Hurtado
Il a joué avec le groupe B. Samir Lounès a marqué. | Samir Lounès
Les cas d'hépatite C. Rosa Delgado dirige le laboratoire. | Rosa Delgado
M. NGAKOSSO Parfait dirige le service. M. Ngakosso a promis des travaux. | NGAKOSSO Parfait
Le maire, OKEMBA Sylvain, était là. Sylvain Okemba a souri. | Sylvain Okemba
L'ingénieur TANAKA Kenji a présenté le train. Tanaka a répondu aux questions. | TANAKA Kenji
Le ministre Joko Santoso Prabowo a parlé. Joko Santoso a ajouté un mot. Santoso est parti. | Joko Santoso Prabowo
Le romancier Kenzaburo Oe est né en 1935. Oe a reçu le Nobel. | Kenzaburo Oe
Le président Prabowo Subianto est arrivé. Prabowo a été reçu. | Prabowo Subianto
Le chef du gouvernement japonais, Shigeru Ishiba, et Ishiba Shigeru, même homme. | Shigeru Ishiba
L'Académie nationale de politique Hô Chi Minh a signé un accord avec l'Institut Pasteur. |
Les cours de l'Académie nationale de politique Ho Chi Minh dureront deux mois. |
La fusée Longue Marche a décollé du centre spatial John Kennedy. |
Le lanceur Ariane a mis sur orbite le satellite James Webb. |
La fusée Falcon de SpaceX a décollé de Cap Canaveral. |
Le district de Nam Dan et la commune de Kim Lien sont reliés par une route. |
Dans le district de Ba Vi, la commune Minh Quang a planté des arbres. |
L'entreprise Hoang Anh Gia Lai a investi. La société Duc Giang exporte des chemises. |
Le groupe Tan Hiep Phat vend du thé. La société Minh Phu exporte des crevettes. |
La compagnie Thai Binh Shoes recrute à Binh Duong. |
Nguyen Van Thanh, dit « Ba Thanh », est arrivé. | Nguyen Van Thanh
Le joueur Edson Arantes do Nascimento, surnommé « Pelé », a marqué. | Edson Arantes do Nascimento
Le guitariste Boubacar « Kar Kar » Traoré a joué. | Boubacar « Kar Kar » Traoré
José « Pepe » Mujica a été président. | José « Pepe » Mujica
Le général de brigade Tran Van Hung, commandant adjoint de la zone, a remis les cadeaux. | Tran Van Hung
Le colonel Ahmed Ould Daddah, chef de la garde, a parlé. | Ahmed Ould Daddah
Le capitaine de l'équipe, Do Hung Dung, et ses coéquipiers sont partis. | Do Hung Dung
Il a travaillé avec leurs collègues Rui Pacheco et Lin Meihua. | Rui Pacheco;Lin Meihua
Les chercheurs Anja Petersen et Tomas Havlik ont publié l'étude. | Anja Petersen;Tomas Havlik
La transporteuse camerounaise Clémence Abena a ouvert un dépôt. | Clémence Abena
Le Grison Nino Schurter a gagné. | Nino Schurter
L'Italienne Sofia Goggia a devancé la Suissesse Lara Gut-Behrami. | Sofia Goggia;Lara Gut-Behrami
Le Valaisan Daniel Yule a fini troisième. Le Breton Warren Barguil aussi. | Daniel Yule;Warren Barguil
La Bernoise Simone Wild et le Bâlois Murat Yakin étaient là. | Simone Wild;Murat Yakin
L'athlète a vu la carabine de Jeanette Oberg. | Jeanette Oberg
Le public a admiré la raquette de Karel Novotny et le vélo de Tao Zhiyuan. | Karel Novotny;Tao Zhiyuan
Il a cité Albert Memmi devant les étudiants. | Albert Memmi
Le chef de projet, Ivo Marković, est optimiste. | Ivo Marković
Le chef de chantier, Baraka Juma, attend la pluie. | Baraka Juma
La présidente de l'association, Zeynep Yıldız, a remercié Zeynep Yildiz et ses amis. | Zeynep Yıldız
"Il faut agir", a dit X. Zhang Wei, professeur, approuve. | Zhang Wei
Selon les mots de George W. Bush, rien ne presse. | George W. Bush
L'écrivain J.M.G. Le Clézio est né à Nice. | J.M.G. Le Clézio
Le tableau de Bui Xuan Phai sera vendu. | Bui Xuan Phai
Le président de l'Assemblée, Mustafa Şentop, a reçu Mustafa Sentop. | Mustafa Şentop
Le pont Nhat Tan et l'aéroport Noi Bai sont fermés. |
Le village de Duong Lam attire les visiteurs. |
La rue Nguyen Hue et la place Ba Dinh étaient pleines. |
Le lycée Chu Van An fête ses cent ans. |
Le restaurateur Paul Bocuse, Meilleur Ouvrier de France, est mort. Bocuse avait 91 ans. | Paul Bocuse
Le village de Kompong Phluk et le marché de Psar Thmei ont été inondés. |
La banque Sacombank et la compagnie Bamboo Airways ont signé avec Viettel Post. |
Le fabricant Samsung Electronics Vietnam a agrandi son usine de Thai Nguyen. |
Le constructeur Truong Hai a livré cent bus. Le conglomérat Charoen Pokphand investit. |
L'équipementier Robert Bosch recrute. Le distributeur Carrefour et la banque Rothschild aussi. |
La maison Louis Vuitton et la marque Yves Saint Laurent exposent. Le groupe Marcel Dassault vend des avions. |
La fusée Ariane 6 a décollé de Kourou. La capsule Crew Dragon est revenue. |
Le lanceur Longue Marche 5B et la sonde Chang'e 6 sont chinois. |
La mission Artemis II partira avec la fusée SLS. Le télescope Edwin Hubble reste utile. |
Les districts de Thach That et de Quoc Oai, la commune de Yen Binh et le bourg de Chi Nang manquent d'eau. |
Les arrondissements de Binh Thanh et Go Vap ont voté. L'arrondissement Phu Nhuan aussi. |
À Bao Loc, les théiers gèlent. À Lam Ha aussi. La pagode Bai Dinh attire. |
Le groupe de recherche Tran Nhan Tong étudie la forêt. |
La fondation Aga Khan et l'institut Confucius ont signé. |
L'École normale supérieure de Hanoi et l'hôpital Bach Mai coopèrent. |
L'Institut polytechnique Félix Houphouët-Boigny et l'université Cheikh Anta Diop recrutent. |
Le prix Nobel de littérature, le prix Goncourt et la médaille Fields ont été remis. |
Le palais Farnèse, la villa Médicis et la place Navone rouvrent. |
Le cyclone Freddy, l'ouragan Ian et le typhon Yagi ont fait des dégâts. |
Le variant Delta et le virus Ebola reculent. La tempête Alex aussi. |
La loi Veil, le plan Marshall et la doctrine Monroe ont changé le monde. |
Le stade Léopold Sédar Senghor et la salle Ibn Zeydoun rouvrent. L'avenue Habib Bourguiba est fermée. |
La Ligue des champions, la Coupe Davis et le Grand Prix de Monaco ont lieu. |
Le club Paris Saint-Germain a battu Manchester United. Le Raja Casablanca reçoit Al Ahly. |
L'AS Vita Club affronte Orlando Pirates. Le FC Barcelone de Lamine Yamal gagne. | Lamine Yamal
Le film Perfect Days, de Wim Wenders, sort mercredi. | Wim Wenders
Le roman Le Petit Prince, d'Antoine de Saint-Exupéry, a été traduit en tay. | Antoine de Saint-Exupéry
Le compositeur Trinh Cong Son a laissé 600 chansons. Khanh Ly les chantait. | Trinh Cong Son;Khanh Ly
Le festival Jazz à Saint-Louis a invité Youssou N'Dour et Angélique Kidjo. | Youssou N'Dour;Angélique Kidjo
Des volontaires, dont Malika Zahed et Ömer Yılmaz, ont nettoyé la plage. | Malika Zahed;Ömer Yılmaz
Parmi eux, Fenella Macleod, Tuilagi Saipani et Dong Thao Vy. | Fenella Macleod;Tuilagi Saipani;Dong Thao Vy
Les frères Dardenne ont présenté leur film. |
Les époux Curie ont découvert le radium. |
« Nous attendons », dit Awino Okech. « Moi aussi », répond Grace Wanjiru. | Awino Okech;Grace Wanjiru
Selon Halvard Lange-Moe, la glace recule. D'après Siri Eide, elle fond. | Halvard Lange-Moe;Siri Eide
Pour Bogdan Ciobanu, c'est une victoire. | Bogdan Ciobanu
Le général (à la retraite) Phan Van Giang a parlé. | Phan Van Giang
Le lieutenant-colonel Sylvestre Kouamé Bi, porte-parole, confirme. | Sylvestre Kouamé Bi
L'adjudant-chef Moussa Ag Attaher a été décoré. | Moussa Ag Attaher
Le commandant de bord, Ravindra Kulasekara, a posé l'avion. | Ravindra Kulasekara
Le directeur général de la société Hai Au, Le Thi Bich Ngoc, est là. | Le Thi Bich Ngoc
La vice-présidente de l'Union des femmes, Mme Inlavanh Keobounphanh, a visité Champassak. | Inlavanh Keobounphanh
Le président du Conseil des ministres, Luis Arce Catacora, a salué David Choquehuanca Céspedes. | Luis Arce Catacora;David Choquehuanca Céspedes
La biologiste (INRAE) Maud Thévenet étudie les abeilles. | Maud Thévenet
Le navigateur Yann Eliès et sa coéquipière Clarisse Crémer ont gagné. | Yann Eliès;Clarisse Crémer
L'attaquante marocaine Ghizlane Chebbak a marqué sur une passe de Fatima Tagnaout. | Ghizlane Chebbak;Fatima Tagnaout
Les vers de Nazim Hikmet et la voix de Cesaria Evora ont ému. | Nazim Hikmet;Cesaria Evora
La maison de Nguyen Du est un musée. L'atelier de Paul Cézanne aussi. | Nguyen Du;Paul Cézanne
La moto de Hamid Rezaï est tombée en panne. Le troupeau de Penjor Dukpa a disparu. | Hamid Rezaï;Penjor Dukpa
Le mari d'Evelyne Mbabazi travaille. La mère de Sandeep Thapa coud. | Evelyne Mbabazi;Sandeep Thapa
Son frère Kofi et sa sœur Ama aident. Kofi Asare Mensah, lui, pêche. | Kofi Asare Mensah;Ama
L'ancien champion Haile Gebrselassie a remis la coupe à Letesenbet Gidey. | Haile Gebrselassie;Letesenbet Gidey
Le conservateur en chef, M. Thibaut Wolvesperges, a parlé. | Thibaut Wolvesperges
L'agriculteur gabonais Ondo Nguema et la Togolaise Afi Kpodar plantent. | Ondo Nguema;Afi Kpodar
Le tisserand de Qui Chau, Lo Van Tuoi, enseigne. | Lo Van Tuoi
Née à Kazan, Alfia Nizamova joue du violon. | Alfia Nizamova
Âgé de 71 ans, Tomasi Vunipola pêche encore. | Tomasi Vunipola
Venu de Sanaa, Yahya al-Hamdani sculpte. | Yahya al-Hamdani
Professeur à Osaka, Hiroshi Kagawa a publié. Kagawa précise que rien n'est sûr. | Hiroshi Kagawa
Le pape Léon XIV a reçu le patriarche Bartholomée. | Léon XIV;Bartholomée
Le dalaï-lama Tenzin Gyatso vit à Dharamsala. | Tenzin Gyatso
Le secrétaire d'État Antony Blinken a vu Wang Yi et Subrahmanyam Jaishankar. | Antony Blinken;Wang Yi;Subrahmanyam Jaishankar
Le Premier ministre Pham Minh Chinh a reçu son homologue Sonexay Siphandone et son épouse Vandara Siphandone. | Pham Minh Chinh;Sonexay Siphandone;Vandara Siphandone
Le porte-parole Dmitri Peskov est venu. Peskov a ajouté un mot. | Dmitri Peskov
La ministre Naledi Pandor a succédé à Lindiwe Sisulu. | Naledi Pandor;Lindiwe Sisulu
Il a battu Novak Djokovic et Carlos Alcaraz avant Jannik Sinner. | Novak Djokovic;Carlos Alcaraz;Jannik Sinner
La doyenne, Sister Mary Aquinas, enseigne. | Mary Aquinas
Le Sénégalais Sadio Mané, le Malien Yves Bissouma et l'Ivoirien Franck Kessié sont forfaits. | Sadio Mané;Yves Bissouma;Franck Kessié
Les députés Hervé Lanusse, Odile Castan et Yao Akakpo ont voté. | Hervé Lanusse;Odile Castan;Yao Akakpo
Le duo Faye Wong - Tony Leung a chanté. | Faye Wong;Tony Leung
Ses élèves Chan Vathanaka et Keo Sokpheng jouent. | Chan Vathanaka;Keo Sokpheng
Le film est signé Rithy Panh. Le décor est d'Aïda Rahim. | Rithy Panh;Aïda Rahim
Interprétée par Mai Khoi, la chanson plaît. Mis en scène par Peter Brook, l'opéra aussi. | Mai Khoi;Peter Brook
Le musée Vincent van Gogh expose. Vincent van Gogh a peint 900 toiles. | Vincent van Gogh
Le pont Alexandre III, la tour Eiffel et le canal Saint-Martin sont fermés. |
La gare de Lyon Part-Dieu et l'aéroport Charles de Gaulle rouvrent. |
La réserve Masai Mara et le parc Kruger accueillent. Le lac Victoria baisse. Les chutes Victoria aussi. |
Le ministre Yasutoshi Nishimura est arrivé. Nishimura Yasutoshi repartira demain. M. Nishimura a souri. | Yasutoshi Nishimura
Le président Susilo Bambang Yudhoyono a parlé. M. Yudhoyono a cité Pak Susilo. Bambang Yudhoyono est parti. | Susilo Bambang Yudhoyono
L'ingénieur Wang Chuanfu a parlé. M. Wang a souri. Chuanfu Wang dirige BYD. | Wang Chuanfu
Mme Fatoumata Binetou Ndao préside. Mme Ndao parle, puis Fatoumata Ndao. Mme Fatoumata chante. | Fatoumata Binetou Ndao
La maire, BERTHIER Sandrine, a parlé. Mme Berthier est élue depuis 2014. Sandrine Berthier reste. | Sandrine Berthier
Le juge Ali Haroun Diop écoute. Le juge Diop écrit. A. H. Diop lit. Ali H. Diop dort. | Ali Haroun Diop
M. Pierre Kouassi et Mme Kouassi sont arrivés. Pierre Kouassi a parlé. | Pierre Kouassi
Le maire Jean Martin et le peintre Martin Dubreuil sont là. M. Martin parle. | Jean Martin;Martin Dubreuil
Le docteur Ton That Tung opérait. Le Dr Tung enseignait. Tôn Thất Tùng est mort en 1982. | Tôn Thất Tùng
Nguyên Van Hiêu, directeur, sourit. Hiêu plante des arbres. M. Hieu aussi. | Nguyên Van Hiêu
L'écrivaine Duong Thu Huong publie. Thu Huong vit à Paris. | Duong Thu Huong
Le général Vo Nguyen Giap a gagné. Giap est né en 1911. Le général Giap aimait lire. | Vo Nguyen Giap
La joueuse Huynh Nhu marque. Nhu a 31 ans. « Huynh Nhu est une icône », dit Mai Duc Chung. | Huynh Nhu;Mai Duc Chung
Le premier ministre Hun Manet reçoit. Samdech Thipadei Hun Manet a salué la foule. | Hun Manet
Le roi Mswati III arrive. Mswati est le dernier monarque absolu d'Afrique. | Mswati III
Emmanuel Macron est venu. Le président Macron est reparti. E. Macron reviendra. Macron adore. | Emmanuel Macron
Le sénateur Mohamed Lemine Ould Cheikh a parlé. M. Ould Cheikh a conclu. Ould Cheikh part. | Mohamed Lemine Ould Cheikh
La ministre Aïssata Tall Sall parle. Mme Sall salue. Maître Aïssata Tall Sall plaide. | Aïssata Tall Sall
Lalla Aïcha Bennani et Moulay Ismaïl Alaoui ont ouvert le bal. | Lalla Aïcha Bennani;Moulay Ismaïl Alaoui
Moon Jae-in parle. Le président Moon part. M. Moon revient. Moon sourit. | Moon Jae-in
Roh Moo-hyun et Park Geun-hye ont présidé. Mme Park fut destituée. | Roh Moo-hyun;Park Geun-hye
Volodymyr Zelensky et Vladimir Poutine sont cités. Zelenski aussi. Putin encore. | Volodymyr Zelensky;Vladimir Poutine
Mahmoud Abbas et Benyamin Netanyahou sont nommés. Netanyahu aussi. Abbas encore. | Mahmoud Abbas;Benyamin Netanyahou
Luiz Inácio Lula da Silva est élu. Lula prête serment. Le président Lula sourit. Da Silva est ému. | Luiz Inácio Lula da Silva
Le Dalaï-lama et Nelson Mandela se sont vus. Madiba riait. | Nelson Mandela
La star Cristiano Ronaldo marque. CR7 sourit. Ronaldo salue. | Cristiano Ronaldo
Son entraîneur, Philippe Troussier, part. Troussier avait signé en 2023. | Philippe Troussier
Le chef étoilé Thierry Marx cuisine. Marx aime le riz. | Thierry Marx
Le couturier Minh Hanh et la styliste Vo Viet Chung défilent. | Minh Hanh;Vo Viet Chung
L'artisan Nguyen Van A et l'artisane Tran Thi B témoignent. | Nguyen Van A;Tran Thi B
Mme Huong, 52 ans, vend des fleurs. M. Tuan l'aide. | Huong;Tuan
Le jeune Souleymane, 12 ans, vend de l'eau. Sa sœur Awa, 9 ans, l'aide. | Souleymane;Awa
« Je suis heureux », confie Baptiste, 24 ans. | Baptiste
Le chef Aupumbu III et le roi Otumfuo Osei Tutu II se sont salués. | Aupumbu III;Otumfuo Osei Tutu II
Le directeur de Vinamilk, Mai Kieu Lien, et le PDG de FPT, Truong Gia Binh, ont investi. | Mai Kieu Lien;Truong Gia Binh
Le PDG d'Apple, Tim Cook, a visité Foxconn. Tim Cook aime Hanoi. | Tim Cook
Le vice-président de Google Kent Walker et Sundar Pichai, patron d'Alphabet, ont écrit. | Kent Walker;Sundar Pichai
À l'aéroport de Tan Son Nhat, Le Hong Quang attendait. Il a pris le vol pour Con Dao. | Le Hong Quang
Le président de la République, Nguyen Xuan Phuc, et Madame sont arrivés. | Nguyen Xuan Phuc
La Première dame Brigitte Macron et la Première ministre Élisabeth Borne étaient là. | Brigitte Macron;Élisabeth Borne
Le ministre Ahmed Attaf a parlé. Ahmad Attaf est venu. | Ahmed Attaf
Le président Mohammed Bazoum est là. Mohamed Bazoum parle. | Mohammed Bazoum
Le directeur Youssef Amrani parle. Yousef Amrani reste. | Youssef Amrani
Le chanteur Sergueï Lazarev est là. Sergey Lazarev chante. | Sergueï Lazarev
La députée Khuon Sudary est là. Khuon Sodary parle. | Khuon Sudary
Le Premier ministre Phạm Minh Chính est là. Pham Minh Chinh parle. M. Chinh sourit. | Phạm Minh Chính
La championne Nguyen Thi Oanh a gagné. Thi Oanh sourit. Oanh pleure. | Nguyen Thi Oanh
Les frères Nguyen Van Tam et Nguyen Van Tan plantent. | Nguyen Van Tam;Nguyen Van Tan
Le directeur Jean-Pierre Ngoma et Jean Paul Ngoma sont frères. | Jean-Pierre Ngoma;Jean Paul Ngoma
Le maire Marc-Antoine Lédé est là. Marc Antoine Lede parle. | Marc-Antoine Lédé
Fatou Sarr Diop est là. Mme Sarr Diop parle. Fatou Sarr sourit. | Fatou Sarr Diop
Le colonel Mamady Doumbouya est là. Le général Doumbouya parle. | Mamady Doumbouya
Maître Aliou Sow plaide. Me Sow conclut. | Aliou Sow
Le cinéaste Trần Anh Hùng est là. Tran Anh Hung filme. Hùng aime Huê. | Trần Anh Hùng
Le sculpteur Dao Chau Hai expose. L'œuvre de Hai plaît. | Dao Chau Hai
L'actrice Gong Li et le cinéaste Zhang Yimou sont là. Gong Li sourit. Zhang filme. | Gong Li;Zhang Yimou
Le Dr Le Thi Huong soigne. Le docteur Huong parle. | Le Thi Huong
Deng Xiaoping est cité. Deng fut réformateur. | Deng Xiaoping
L'ouvrage de Kishore Mahbubani, ancien diplomate, paraît. Mahbubani y parle d'Asie. | Kishore Mahbubani
Alain Ruscio, historien, et Pierre Journoud, professeur à Montpellier, ont écrit. | Alain Ruscio;Pierre Journoud
Selon M. Journoud, rien ne presse. Pierre Journoud l'a dit à Paris. | Pierre Journoud
D'après la maire de Sfax, Imen Trabelsi, les travaux finiront. Imen Trabelsi reste prudente. | Imen Trabelsi
Le sous-marin Narval, le navire Marie-Galante et le ferry Danielle Casanova arrivent. |
La foire Saint-Nicolas, la fête Saint-Jean et le marché Sainte-Anne ouvrent. |
Le café Trung Nguyen et la bière Saigon se vendent. Le riz Ngoc Linh aussi. |
Le thé Shan Tuyet de Suoi Giang et le litchi de Luc Ngan partent. |
La grotte Son Doong, le lac Ba Be et le mont Fansipan attirent. |
Les ethnies Ba Na, Xo Dang et Cham vivent là. Les H'Mông aussi. |
Les clubs Viettel, Hoang Anh Gia Lai et Nam Dinh jouent. |
Le V-League oppose Song Lam Nghe An à Becamex Binh Duong. |
Le port de Cai Mep et l'aéroport de Long Thanh avancent. Le pont My Thuan 2 aussi. |
La société Kim Long Motor et l'entreprise Thaco Trading importent. |
Le journal Nhan Dan et la revue Tap Chi Cong San publient. |
La pièce Hamlet, l'opéra Carmen et le ballet Giselle sont joués. |
Le parc Bach Ma, la forêt Cuc Phuong et la baie de Lan Ha rouvrent. |
Le temple Ngoc Son et la pagode Tran Quoc reçoivent. |
Le mouvement Dong Khoi et la campagne Dien Bien Phu sont rappelés. |
La dynastie des Ly, les rois Tran et les Nguyen ont régné. |
Le roi Ly Thai To a fondé la capitale. Tran Hung Dao a vaincu les Mongols. | Ly Thai To;Tran Hung Dao
Le quartier Tay Ho et la rue Hang Dao sont en fête. |
L'archipel de Truong Sa et l'île Ly Son sont surveillés. |
"""


def test_texts_give_their_persons_and_nobody_else():
    lines = [line for line in TEXTS.splitlines() if line]
    expected = {
        text.strip(): sorted(filter(None, people.strip().split(";"))) for text, people in map(halves, lines)
    }
    found = {text: sorted(names(text)) for text in expected}
    assert {text: people for text, people in found.items() if people != expected[text]} == {}


def halves(line):
    text, _, people = line.rpartition("|")
    return text, people
