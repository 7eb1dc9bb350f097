using System.Text.Json.Nodes;

namespace Spam.Keras.Saving.Configs;

/// <summary>Writes the options of one object: those alone that differ from their defaults, because then Keras 2 and Keras 3 both take them.</summary>
/// <param name="owner">Whose options these are, for messages: <c>LSTM 'lstm'</c>.</param>
sealed class ConfigWriter(string owner)
{
    /// <summary>Whose options these are.</summary>
    public string Owner => owner;

    /// <summary>The options so far.</summary>
    public JsonObject Config { get; } = [];

    /// <summary>Adds a whole number.</summary>
    public void Add(string name, int value) => Config.Add(name, value);

    /// <summary>Adds a text.</summary>
    public void Add(string name, string value) => Config.Add(name, value);

    /// <summary>Adds a number.</summary>
    public void Add(string name, float value) => Config.Add(name, PythonJson.Widen(value));

    /// <summary>Adds a number, unless it is the default.</summary>
    public void AddUnless(float byDefault, string name, float value)
    {
        if (value != byDefault)
            Add(name, value);
    }

    /// <summary>Adds a yes or no, unless it is the default.</summary>
    public void AddUnless(bool byDefault, string name, bool value)
    {
        if (value != byDefault)
            Config.Add(name, value);
    }

    /// <summary>Adds a text, unless it is the default.</summary>
    public void AddUnless(string byDefault, string name, string value)
    {
        if (value != byDefault)
            Add(name, value);
    }

    /// <summary>Adds any value, unless it is written as the default is.</summary>
    public void AddUnless(JsonNode? byDefault, string name, JsonNode? value)
    {
        if (!JsonNode.DeepEquals(byDefault, value))
            Config.Add(name, value);
    }
}
