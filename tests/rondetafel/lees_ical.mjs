// Reads one iCalendar file from standard input with ical.js and prints, as JSON, what it understood.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const kalender = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of kalender.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const utc = (tijd) => tijd.toJSDate().toISOString().replace(".000Z", "Z");
const regels = kalender.getAllSubcomponents("vevent").map((onderdeel) => {
  const regel = new ICAL.Event(onderdeel);
  return {
    uid: regel.uid,
    sequence: regel.sequence,
    begin: utc(regel.startDate.convertToZone(ICAL.Timezone.utcTimezone)),
    eind: utc(regel.endDate.convertToZone(ICAL.Timezone.utcTimezone)),
    status: onderdeel.getFirstPropertyValue("status"),
    samenvatting: regel.summary,
    plaats: regel.location ?? "",
  };
});
process.stdout.write(JSON.stringify({ methode: kalender.getFirstPropertyValue("method"), regels }));
