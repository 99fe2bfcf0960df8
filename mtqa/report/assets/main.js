// Starts the parts, then shows what the address asks for.

// How long ago the file was written, as the file system says: the page itself holds no clock, so equal results are equal files.
function showAge() {
  if (location.protocol !== "file:") return; // a server that names no date would make every page look new
  const written = new Date(document.lastModified);
  const minutes = (Date.now() - written) / 60000;
  const [unit, length] = [["day", 1440], ["hour", 60], ["minute", 1]].find(([, long]) => minutes >= 1.5 * long) ?? ["minute", 1];
  const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.round(minutes / length), unit);
  find("#age").append(", written ", make("time", { datetime: written.toISOString(), title: written.toLocaleString() }, ago));
}

startList();
startTools();
startMoving();
startStrip();
startHistogram();
startExport();
showAge();
open();
addEventListener("beforeprint", () => model.rows.forEach(draw));
