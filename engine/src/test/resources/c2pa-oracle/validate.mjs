// Asks the field's own C2PA validator about files: reads {"anchors": PEM, "files": [{"path", "type"}]} from standard
// input and prints one line of JSON a file, {"path", "state", "failures", "successes", "store"} or {"path", "error"}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initSync, WasmReader } from "@contentauth/c2pa-wasm";

const wasm = createRequire(import.meta.url).resolve("@contentauth/c2pa-wasm/c2pa.wasm");
initSync({ module: readFileSync(wasm) });

const { anchors, files } = JSON.parse(readFileSync(0, "utf8"));
const settings = JSON.stringify({
  verify: { verify_trust: true },
  trust: { trust_anchors: anchors },
});

for (const { path, type } of files) {
  try {
    const reader = await WasmReader.fromBytes(type, readFileSync(path), settings);
    const store = JSON.parse(reader.json());
    const results = store.validation_results?.activeManifest ?? {};
    const codes = (list) => (list ?? []).map(({ code }) => code);
    console.log(
      JSON.stringify({
        path,
        state: store.validation_state,
        failures: codes(results.failure),
        informational: codes(results.informational),
        successes: codes(results.success),
        store,
      }),
    );
  } catch (error) {
    console.log(JSON.stringify({ path, error: String(error?.message ?? error) }));
  }
}
