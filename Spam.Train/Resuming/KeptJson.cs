using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Spam.Train.Resuming;

/// <summary>Reads and writes what is kept of a training, without reflection. Figures may be no numbers, as a loss that grew beyond all bounds.</summary>
[JsonSerializable(typeof(Dictionary<string, string>), TypeInfoPropertyName = "Origin")]
[JsonSerializable(typeof(List<Dictionary<string, float>>), TypeInfoPropertyName = "Figures")]
sealed partial class KeptJson : JsonSerializerContext
{
    /// <summary>Indented, for people too.</summary>
    public static KeptJson Indented { get; } = new(new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });
}
