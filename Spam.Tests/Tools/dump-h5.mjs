// Prints what the HDF5 library finds in files: node dump-h5.mjs model.h5 ...
// For each file {"path": {"attributes": {name: value}, "shape": [...], "dtype": "<f", "values": [...]}}
import h5wasm from "h5wasm/node";

await h5wasm.ready;
const plain = (value) =>
  typeof value === "bigint" ? Number(value)
    : ArrayBuffer.isView(value) || Array.isArray(value) ? Array.from(value, plain)
      : value;

function visit(object, path, found) {
  const entry = { attributes: {} };
  for (const name of Object.keys(object.attrs).sort())
    entry.attributes[name] = plain(object.attrs[name].value);
  if (object instanceof h5wasm.Dataset) {
    entry.shape = object.shape;
    entry.dtype = object.dtype;
    entry.values = plain(object.value);
  }
  found[path] = entry;
  if (object instanceof h5wasm.Group)
    for (const name of object.keys())
      visit(object.get(name), path === "/" ? `/${name}` : `${path}/${name}`, found);
  return found;
}

const files = process.argv.slice(2).map((path) => {
  const file = new h5wasm.File(path, "r");
  const found = visit(file, "/", {});
  file.close();
  return found;
});
console.log(JSON.stringify(files));
