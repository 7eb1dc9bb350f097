// Checks an OpenAPI document against its specification: node validate-openapi.mjs openapi.json
import SwaggerParser from "@apidevtools/swagger-parser";

const api = await SwaggerParser.validate(process.argv[2]);
console.log(`${api.openapi} ${Object.keys(api.paths).length} paths`);
