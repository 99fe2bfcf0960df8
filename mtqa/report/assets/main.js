// Starts the parts, then shows what the address asks for.

// How long ago the file was written, as the file system says: the page itself holds no clock, so equal results are equal files.
function showAge() {
  const written = new Date(document.lastModified);
  const minutes = Math.round((Date.now() - written) / 60000);
  if (location.protocol !== "file:") return; // a server that names no date would make every page look new
  const [amount, unit] = minutes < 90 ? [minutes, "minute"] : minutes < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-amount, unit);
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
