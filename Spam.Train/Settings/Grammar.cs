using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spam.Train.Settings;

/// <summary>What a setting takes, whether it is typed or stands in a file.</summary>
/// <param name="Expected">What messages say that it takes.</param>
/// <param name="HelpName">What stands for the value in the help.</param>
/// <param name="FromText">Takes what was typed; false where it is none.</param>
/// <param name="FromJson">Takes what stands in a file; false where it is none.</param>
/// <param name="ToJson">Writes a value as <paramref name="FromJson"/> takes it.</param>
sealed record Grammar<T>(
    string Expected, string HelpName, Grammar<T>.Reading<string> FromText, Grammar<T>.Reading<JsonElement> FromJson, Func<T, JsonNode> ToJson)
{
    /// <summary>Makes a value of what came, where it is one.</summary>
    public delegate bool Reading<TCame>(TCame came, out T value);
}
