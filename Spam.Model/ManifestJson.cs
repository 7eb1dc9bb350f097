using System.Text.Json.Serialization;

namespace Spam.Model;

/// <summary>Reads and writes manifests by code that the compiler makes: it starts faster than reflection, and may be compiled ahead of time.</summary>
[JsonSerializable(typeof(Manifest))]
sealed partial class ManifestJson : JsonSerializerContext;
