using System.Text.Json.Nodes;

namespace Spam.Keras.Saving.Configs;

/// <summary>Writes the options of one object: in the brief form those alone that differ from their defaults, else all of them.</summary>
/// <param name="owner">Whose options these are, for messages: <c>LSTM 'lstm'</c>.</param>
/// <param name="form">How much is written, and in whose words.</param>
sealed class ConfigWriter(string owner, ConfigForm form = ConfigForm.Brief)
{

    /// <summary>Whose options these are.</summary>
    public string Owner => owner;

    /// <summary>How much is written, and in whose words.</summary>
    public ConfigForm Form => form;

    /// <summary>Who is to understand the options. What is brief both understand; it has Keras 2's meaning.</summary>
    public Dialect Dialect => form == ConfigForm.Keras3 ? Dialect.Keras3 : Dialect.Keras2;

    /// <summary>Whether options that have their defaults are left out.</summary>
    public bool IsBrief => form.IsBrief();

    /// <summary>The options so far.</summary>
    public JsonObject Config { get; } = [];

    /// <summary>Adds a whole number.</summary>
    public void Add(string name, int value) => Config.Add(name, value);

    /// <summary>Adds a text.</summary>
    public void Add(string name, string value) => Config.Add(name, value);

    /// <summary>Adds a number.</summary>
    public void Add(string name, float value) => Config.Add(name, PythonJson.Widen(value));

    /// <summary>Adds a list of whole numbers.</summary>
    public void Add(string name, IEnumerable<int> values) => Config.Add(name, List(values));

    /// <summary>Adds any value.</summary>
    public void Add(string name, JsonNode? value) => Config.Add(name, value);

    /// <summary>Adds a number that Keras 2 keeps as a float32, which shows in its digits: 0.30000001192092896.</summary>
    public void AddRounded(string name, float value) => Config.Add(name, form == ConfigForm.Keras2 ? value : PythonJson.Widen(value));

    /// <summary>Adds a number, unless it is the default and the form is brief.</summary>
    public void AddUnless(float byDefault, string name, float value)
    {
        if (value != byDefault || !IsBrief)
            Add(name, value);
    }

    /// <summary>Adds a whole number, unless it is the default and the form is brief.</summary>
    public void AddUnless(int byDefault, string name, int value)
    {
        if (value != byDefault || !IsBrief)
            Add(name, value);
    }

    /// <summary>Adds a yes or no, unless it is the default and the form is brief.</summary>
    public void AddUnless(bool byDefault, string name, bool value)
    {
        if (value != byDefault || !IsBrief)
            Config.Add(name, value);
    }

    /// <summary>Adds a text, unless it is the default and the form is brief.</summary>
    public void AddUnless(string byDefault, string name, string value)
    {
        if (value != byDefault || !IsBrief)
            Add(name, value);
    }

    /// <summary>Adds any value, unless it is written as the default is and the form is brief.</summary>
    public void AddUnless(JsonNode? byDefault, string name, JsonNode? value)
    {
        if (!IsBrief || !JsonNode.DeepEquals(byDefault, value))
            Config.Add(name, value);
    }

    /// <summary>Adds what has one value here, in a form that leaves nothing out.</summary>
    public void AddFixed(string name, JsonNode? value)
    {
        if (!IsBrief)
            Config.Add(name, value);
    }

    /// <summary>Adds what has one value here and is an option of one form only.</summary>
    public void AddFixed(ConfigForm only, string name, JsonNode? value)
    {
        if (form == only)
            Config.Add(name, value);
    }

    /// <summary>An object of a class of Keras's, as the form has it.</summary>
    /// <param name="module">Where Keras offers the class: <c>keras.initializers</c>.</param>
    /// <param name="className">Keras's class name.</param>
    /// <param name="config">The object's options.</param>
    public JsonObject Object(string module, string className, JsonObject config) => Object(form, module, className, config);

    /// <inheritdoc cref="Object(string, string, JsonObject)"/>
    public static JsonObject Object(ConfigForm form, string module, string className, JsonObject config) => form is ConfigForm.Brief or ConfigForm.SavedModel
        ? new() { ["class_name"] = className, ["config"] = config }
        : new() { ["module"] = module, ["class_name"] = className, ["config"] = config, ["registered_name"] = null };

    /// <summary>A list of whole numbers.</summary>
    public static JsonArray List(IEnumerable<int> values) => [.. values.Select(value => (JsonNode)value)];
}
