// English posts, laws, programmes, goods and measures.
#include "annotate/term_words.h"

namespace clew::annotate {
namespace {

constexpr TermLine kTerms[] = {
    // Posts of governments and international bodies: "of" what is part of the name.
    {Term::office,
     "minister, prime minister, foreign minister, secretary of state, undersecretary, under secretary, "
     "commissioner, high commissioner, attorney general, solicitor general, surgeon general, home secretary, "
     "foreign secretary, chancellor, chancellor of the exchequer, speaker of the house, secretary of "
     "defense, "
     "secretary of energy, secretary of the treasury, secretary of commerce, lord mayor, minister "
     "counsellor"},
    // Posts that are told wherever they stand.
    {Term::post,
     "president, vice president, vice chairman, chairman, chairwoman, chairperson, ceo, cfo, coo, cto, cio, "
     "chief executive, chief executive officer, chief financial officer, chief operating officer, "
     "chief technology officer, chief information officer, chief legal officer, chief risk officer, "
     "chief accounting officer, chief compliance officer, chief of staff, chief of police, chief justice, "
     "ambassador, consul, consul general, charge d'affaires, charge d affaires, attache, governor, "
     "lieutenant governor, "
     "senator, congressman, congresswoman, mayor, spokesman, spokeswoman, spokesperson, secretary general, "
     "director general, managing director, executive director, deputy director, managing partner, "
     "general manager, general counsel, general secretary, general director, vice chancellor, premier, "
     "commander in chief, editor in chief, envoy, special envoy, special representative, rapporteur, "
     "special rapporteur, member of parliament, member of congress, member of the board, board member, "
     "head of state, head of government, head of mission, head of delegation, head of department, "
     "ombudsman, prosecutor, public prosecutor, sheriff, archbishop, bishop, ayatollah, grand ayatollah, "
     "emir, "
     "sultan, king, queen, crown prince, supreme leader, cofounder, co founder, founder and ceo, treasurer, "
     "comptroller, controller, superintendent, postmaster general, inspector general, quartermaster, "
     "harbour master, harbor master, harbourmaster, harbormaster, chief engineer, chief accountant, "
     "chief economist, chief negotiator, chief inspector, company secretary, administrative assistant, "
     "executive assistant, research assistant, personal assistant, paralegal, professor, associate "
     "professor, "
     "assistant professor, dean, provost, rector, first secretary, second secretary, third secretary, "
     "press secretary, press officer, desk officer, project manager, program manager, programme manager, "
     "account manager, account executive, case officer, loan officer, field officer, liaison officer, "
     "compliance officer, procurement officer, shareholder representative, majority leader, minority leader, "
     "party leader, opposition leader, chief whip, police chief, army chief, intelligence chief, "
     "major general, brigadier general, lieutenant general, lieutenant colonel, rear admiral, vice admiral, "
     "field marshal, brigadier"},
    {Term::weak_post,
     "head, director, manager, officer, leader, chief, partner, member, agent, engineer, editor, analyst, "
     "consultant, counsel, secretary, assistant, coordinator, co ordinator, representative, delegate, "
     "inspector, judge, captain, colonel, general, major, admiral, lieutenant, sergeant, commander, adviser, "
     "advisor, aide, associate, attorney, lawyer, accountant, auditor, trader, broker, banker, journalist, "
     "reporter, correspondent, columnist, executive, founder, owner, trustee, administrator, supervisor, "
     "specialist, technician, scientist, economist, planner, buyer, chair, co chair, cochair, negotiator, "
     "investigator, researcher, clerk, lecturer, fellow, principal, president elect, official, diplomat, "
     "lobbyist, legislator, lawmaker, councillor, councilman, pastor, imam, cleric, prince, princess, "
     "minister counselor, translator, interpreter, purser, pilot, registrar, archivist, curator, librarian, "
     "spokesmen, middleman, intermediary, courier, dealer, importer, exporter, supplier"},
    {Term::before_post,
     "deputy, vice, assistant, associate, senior, junior, former, ex, acting, interim, then, outgoing, "
     "incoming, current, chief, executive, general, managing, principal, lead, first, second, third, "
     "co, honorary, special, permanent, regional, national, global, group, corporate, non executive, "
     "nonexecutive, retired, late, newly appointed, chief executive, top, field, staff, district, state, "
     "federal, provincial, parliamentary, presidential, royal, joint, alternate, board, technical, one time, "
     "onetime, veteran, long time, longtime, independent"},
    {Term::after_post, "general, elect, emeritus, designate, in chief, at large, in charge, pro tempore"},
    {Term::field,
     "finance, financial, sales, marketing, operations, operating, operational, legal, legal affairs, "
     "foreign affairs, foreign, home affairs, internal affairs, public affairs, public relations, interior, "
     "justice, defence, defense, energy, oil, petroleum, gas, power, trade, commerce, commercial, industry, "
     "industries, mines, transport, transportation, roads, harbours, harbors, ports, shipping, fisheries, "
     "agriculture, health, education, science, research, technology, information technology, it, "
     "information, communications, communication, media, press, culture, tourism, sports, labour, labor, "
     "social affairs, economy, economic affairs, economics, economic, planning, strategy, business "
     "development, "
     "development, human resources, hr, personnel, recruitment, administration, security, intelligence, "
     "internal security, state, the interior, the treasury, treasury, tax, customs, accounting, accounts, "
     "audit, risk, risk management, compliance, procurement, purchasing, logistics, supply chain, "
     "engineering, "
     "construction, production, manufacturing, quality, quality assurance, safety, environment, "
     "environmental affairs, government affairs, regulatory affairs, investor relations, investment, "
     "investments, banking, trading, origination, structuring, credit, insurance, claims, training, "
     "customer service, customer services, product, product development, design, software, systems, network, "
     "data, programme, program, project, projects, portfolio, fund, office, staff, mission, delegation, "
     "police, "
     "naval, navy, army, air force, military, political, political affairs, nuclear, nuclear affairs, water, "
     "housing, urban development, parliamentary affairs, protocol, consular affairs, account, relationship, "
     "plant, branch, area, store, warehouse, fleet, crew, shift, desk, policy, analysis, analytics, "
     "market, pricing, contracts, contract, property, asset, facilities, events, content, news, web"},
    {Term::of, "of, for"},
    {Term::appoints,
     "as, as a, as an, as the, appointed, named, elected, became, become, becomes, is the, was the, is a, "
     "was a, "
     "appointed as, named as, promoted to, served as, serves as, works as, worked as, job as, post of, "
     "position of, role of, title of, our, my, his, her, their, your"},
    // Laws.
    {Term::law,
     "act, law, ordinance, treaty, regulations, statute, accord, accords, covenant, constitution, amendment"},
    {Term::weak_law,
     "code, convention, protocol, charter, bill, directive, regulation, decree, rules of procedure, "
     "agreement"},
    {Term::law_name,
     "geneva convention, geneva conventions, vienna convention, hague convention, kyoto protocol, penal "
     "code, "
     "criminal code, civil code, commercial code, labour code, labor code, tax code, internal revenue code, "
     "bankruptcy code, un charter, united nations charter, non proliferation treaty, nuclear non "
     "proliferation "
     "treaty, additional protocol, sarbanes oxley, magna carta, bill of rights, npt"},
    {Term::numbered,
     "resolution, resolutions, directive, decision, regulation, executive order, public law, decree, "
     "presidential decree, statutory instrument, law, act, order, implementing regulation, delegated "
     "regulation, e o, unscr, ordinance, circular"},
    {Term::before_law,
     "un, u n, united nations, security council, un security council, united nations security council, unsc, "
     "general assembly, council, commission, eu, ec, european union, presidential, cabinet, framework, "
     "implementing, delegated, iaea, board of governors"},
    {Term::number_sign, "no, nos, number, numbers, nr, num"},
    {Term::programme,
     "programme, program, initiative, campaign, scheme, project, action plan, plan of action, roadmap"},
    {Term::operation, "operation, project, exercise"},
    // Weapons and dual-use goods.
    {Term::arms,
     "weapon, missile, rocket, grenade, rifle, pistol, revolver, handgun, machine gun, submachine gun, "
     "shotgun, mortar, howitzer, artillery, artillery shell, torpedo, warhead, cruise missile, ammunition, "
     "munition, cartridge, bullet, mortar shell, land mine, landmine, sea mine, explosive, vbied, suicide "
     "vest, suicide belt, explosive belt, remotely piloted aircraft, tactical vehicle, technical vehicle, "
     "amphibious assault ship, aircraft carrier, f 14, f 15, f 16, f 18, f 35, mig 29, su 24, su 27, ah 64, "
     "tnt, c4, semtex, "
     "rdx, "
     "ied, improvised explosive device, bomb, car bomb, barrel bomb, cluster bomb, cluster munition, drone, "
     "uav, unmanned aerial vehicle, fighter jet, fighter aircraft, warplane, bomber, attack helicopter, "
     "helicopter gunship, battle tank, armoured vehicle, armored vehicle, armoured personnel carrier, "
     "armored personnel carrier, gunboat, warship, frigate, submarine, missile boat, manpads, rpg, "
     "rocket propelled grenade, rocket launcher, grenade launcher, missile launcher, small arms, light "
     "weapon, "
     "ak 47, ak 74, ak47, rpg 7, s 300, s 400, sa 7, sa 18, m 16, m16, tow missile, scud, katyusha, "
     "kalashnikov, chemical weapon, biological weapon, nuclear weapon, nerve agent, sarin, mustard gas, vx, "
     "chlorine gas, tear gas, centrifuge, gas centrifuge, uranium, enriched uranium, low enriched uranium, "
     "highly enriched uranium, uranium hexafluoride, yellowcake, plutonium, heavy water, tritium, "
     "polonium, maraging steel, aluminium tubes, aluminum tubes, frequency converter, vacuum pump, "
     "pressure transducer, carbon fibre, carbon fiber, gyroscope, accelerometer, triggered spark gap, "
     "krytron, "
     "night vision goggles, night vision device, body armour, body armor, bulletproof vest, "
     "surveillance equipment, jammer, radar, sonar, propellant, ammonium perchlorate, machine tool, "
     "five axis machine tool, guidance system, detonator, fuze, gunpowder, firearm, arms, armament, "
     "weaponry, "
     "dual use goods, military equipment, spare parts for aircraft, precursor chemicals, thiodiglycol, "
     "cocaine, "
     "heroin, opium, methamphetamine, hashish"},
    {Term::goods_name,
     "ballistic, surface to air, anti tank, antitank, anti aircraft, antiaircraft, anti ship, air to air, "
     "air to ground, surface to surface, shoulder fired, guided, laser guided, precision, heavy, light, "
     "medium, long range, short range, medium range, intercontinental, hand, sniper, assault, automatic, "
     "semi automatic, semiautomatic, hunting, spare, used, new, steel, plastic, water, diesel, electric, "
     "industrial, crude, refined, raw, frozen, dried, medical, agricultural, armoured, armored, military, "
     "civilian, unmanned, enriched, depleted, nuclear, chemical, biological, conventional, small, large, "
     "portable, mobile, naval, aircraft, motor, satellite, digital, desktop, "
     "laptop, passenger, cargo, fishing, tonne, ton, live, counterfeit, smuggled, illegal, modern, ancient"},
    // Goods that are told with an amount.
    {Term::goods,
     "pump, valve, pipe, generator, turbine, compressor, engine, motor, transformer, battery, cable, boiler, "
     "tractor, truck, lorry, car, vehicle, bus, motorcycle, bicycle, pickup, ambulance, excavator, "
     "bulldozer, crane, "
     "forklift, trailer, aircraft, airplane, plane, helicopter, ship, vessel, tanker, boat, barge, tugboat, "
     "locomotive, wagon, railcar, tyre, tire, spare part, computer, laptop, server, printer, phone, mobile "
     "phone, "
     "satellite phone, radio, radio set, walkie talkie, camera, antenna, modem, router, hard disk, hard "
     "drive, usb stick, monitor, "
     "television, steel, iron, iron ore, copper, aluminium, aluminum, zinc, lead, nickel, gold, silver, "
     "diamond, coal, coke, cement, sand, timber, wood, paper, glass, rubber, plastic, cotton, wool, textile, "
     "cloth, clothing, shoe, carpet, oil, crude oil, crude, diesel, gasoline, petrol, kerosene, jet fuel, "
     "fuel, "
     "fuel oil, lubricant, natural gas, lng, lpg, gas, bitumen, methanol, ethanol, petrochemical, "
     "polyethylene, polypropylene, sulphur, sulfur, urea, ammonia, fertiliser, fertilizer, ammonium nitrate, "
     "wheat, flour, rice, barley, maize, corn, soybean, soya bean, sugar, salt, tea, coffee, cocoa, meat, "
     "beef, "
     "chicken, fish, milk, milk powder, cooking oil, palm oil, fruit, apple, orange, banana, pistachio, "
     "saffron, nut, vegetable, potato, onion, tobacco, cigarette, beer, wine, whisky, medicine, drug, "
     "tablet, "
     "pill, vaccine, dose, mask, glove, ventilator, syringe, blanket, tent, mattress, uniform, helmet, boot, "
     "passport, ticket, share, bond, container, box, crate, pallet, barrel, parcel, package, bag, sack, "
     "carton, bottle, drum, cylinder, cable reel, solar panel, air conditioner, refrigerator, "
     "washing machine, microwave, sheep, cow, cattle, goat, horse, camel, head of cattle, "
     "equipment, machinery, spare parts, chemicals, food, supplies, aid, food parcel, tarpaulin, tool, bolt, "
     "screw, bearing, "
     "circuit board, chip, semiconductor, sensor, microchip, bicycle, licence, license, shirt, toy"},
    // Measures.
    {Term::unit, "tonne, metric ton, metric tonne, mt, ton, tons", "t"},
    {Term::unit, "kg, kilogram, kilogramme, kilo, kgs", "kg"},
    {Term::unit, "gram, gramme, grams", "g"},
    {Term::unit, "mg, milligram", "mg"},
    {Term::unit, "pound, lb, lbs", "lb"},
    {Term::unit, "ounce, oz", "oz"},
    {Term::unit, "carat", "ct"},
    {Term::unit, "litre, liter, litres, liters", "l"},
    {Term::unit, "gallon", "gal"},
    {Term::unit, "barrel, bbl, bbls", "bbl"},
    {Term::unit, "cubic metre, cubic meter", "m3"},
    {Term::unit, "cubic foot, cubic feet", "ft3"},
    {Term::unit, "square metre, square meter, sqm", "m2"},
    {Term::unit, "square foot, square feet, sq ft", "ft2"},
    {Term::unit, "square kilometre, square kilometer, square km", "km2"},
    {Term::unit, "square mile", "mi2"},
    {Term::unit, "hectare, ha", "ha"},
    {Term::unit, "acre", "acre"},
    {Term::unit, "metre, meter, metres, meters", "m"},
    {Term::unit, "kilometre, kilometer, km, kms", "km"},
    {Term::unit, "centimetre, centimeter, cm", "cm"},
    {Term::unit, "millimetre, millimeter, mm", "mm"},
    {Term::unit, "mile", "mi"},
    {Term::unit, "nautical mile", "nmi"},
    {Term::unit, "foot, feet, ft", "ft"},
    {Term::unit, "yard", "yd"},
    {Term::unit, "megawatt, mw", "MW"},
    {Term::unit, "gigawatt, gw", "GW"},
    {Term::unit, "kilowatt, kw", "kW"},
    {Term::unit, "mwh, megawatt hour", "MWh"},
    {Term::unit, "kwh, kilowatt hour", "kWh"},
    {Term::unit, "mmbtu", "MMBtu"},
    {Term::unit, "teu", "TEU"},
    {Term::percent, "percent, per cent, pct, percentage point"},
};

}  // namespace

std::span<const TermLine> english_terms() { return kTerms; }

}  // namespace clew::annotate
