#!/usr/bin/env python3
"""copies.py: a wire story as three papers print it, the same event told otherwise, and a story of the same form a year before."""
import json

WIRE = ("QUETTA, Pakistan (Northern Wire) - A bomb hidden in a parked rickshaw exploded outside a courthouse in Quetta on Tuesday, "
        "killing nine people and wounding at least twenty others, police and hospital officials said. The blast tore through a row of "
        "tea stalls where clerks and litigants were having breakfast. Senior police officer Javed Lashari said the device held about ten "
        "kilograms of explosives and was set off by remote control. Two of the dead were lawyers, he said. Doctors at the Sandeman hospital "
        "appealed for blood. No group said at once that it was behind the attack. The provincial chief minister condemned the bombing and "
        "ordered an inquiry.")
EDITED = WIRE.replace("appealed for blood", "asked residents to give blood").replace("Two of the dead", "At least two of the dead")
CUT = WIRE.replace("QUETTA, Pakistan (Northern Wire) - A bomb", "A bomb").replace(" The provincial chief minister condemned the bombing and ordered an inquiry.", "")
OTHER = ("Ten people died when a rickshaw packed with explosives blew up near the Quetta courthouse this morning. Javed Lashari of the city "
         "police told our reporter that lawyers were among the victims. Sandeman hospital received more than twenty wounded. Shopkeeper "
         "Rahim Kakar, whose tea stall was destroyed, said that he saw clerks lying in the street on Tuesday after the bomb exploded.")

for name, date, source, text in (
        ("wire1", "2021-03-09", "morning", WIRE), ("wire2", "2021-03-10", "herald", EDITED), ("wire3", "2021-03-10", "tribune", CUT),
        ("other", "2021-03-10", "local", OTHER), ("year", "2020-03-10", "morning", WIRE.replace("Quetta", "Multan").replace("QUETTA", "MULTAN"))):
    print(json.dumps({"id": name, "date": date, "source": source, "text": text}))
