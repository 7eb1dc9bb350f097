// Prints what the HDF5 library finds in a file: node dump-h5.mjs model.h5
// {"path": {"attributes": {name: value}, "shape": [...], "dtype": "<f", "values": [...]}}
import h5wasm from "h5wasm/node";

await h5wasm.ready;
const file = new h5wasm.File(process.argv[2], "r");
const found = {};
const plain = (value) =>
  typeof value === "bigint" ? Number(value)
    : ArrayBuffer.isView(value) || Array.isArray(value) ? Array.from(value, plain)
      : value;

function visit(object, path) {
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
      visit(object.get(name), path === "/" ? `/${name}` : `${path}/${name}`);
}

visit(file, "/");
console.log(JSON.stringify(found));
