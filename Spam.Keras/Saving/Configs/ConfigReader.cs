using System.Text.Json;

namespace Spam.Keras.Saving.Configs;

/// <summary>
/// Reads the options of one object. Each is asked for by its name; one that nobody asked for is an error, so that nothing is silently ignored.
/// </summary>
/// <param name="config">The options.</param>
/// <param name="owner">Whose options these are, and from which file, for messages: <c>model/keras_metadata.pb: LSTM 'lstm'</c>.</param>
/// <param name="dialect">Whose names and meanings the config has.</param>
sealed class ConfigReader(JsonElement config, string owner, Dialect dialect)
{
    /// <summary>Sizes above this are no model's, and would only make weights that no file holds.</summary>
    public const int MaxSize = 1 << 24;

    const int MaxItems = 16;

    readonly HashSet<string> _read = [];

    /// <summary>Whose options these are, and from which file.</summary>
    public string Owner => owner;

    /// <summary>Whose names and meanings the config has.</summary>
    public Dialect Dialect => dialect;

    /// <summary>A size: a whole number from 1.</summary>
    public int Size(string name) => SizeOrNull(name) ?? throw Fail(name, "is missing");

    /// <summary>A size: a whole number from 1, or null where it is absent or null.</summary>
    public int? SizeOrNull(string name)
    {
        if (Find(name) is not { } value)
            return null;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 1 and <= MaxSize && number == Math.Floor(number)
            ? (int)number
            : throw Fail(name, $"is {Show(value)}; expected a whole number from 1 to {MaxSize}");
    }

    /// <summary>A whole number of either sign, or null where it is absent or null.</summary>
    public int? WholeOrNull(string name) => Find(name) is { } value ? Whole(name, value) : null;

    /// <summary>A size, bare or as the only one in a list, which is how Keras writes the sizes of one dimension; null where it is absent or null.</summary>
    public int? SingleSizeOrNull(string name)
    {
        if (Find(name) is not { } value)
            return null;

        var items = Items(value);
        var list = items.ValueKind == JsonValueKind.Array ? Whole(name, items, numItems: 1) : [Whole(name, value)];
        return list[0] is >= 1 and <= MaxSize ? list[0] : throw Fail(name, $"is {Show(value)}; expected a whole number from 1 to {MaxSize}");
    }

    /// <summary>Whole numbers, bare or in a list; null where they are absent or null.</summary>
    public IReadOnlyList<int>? WholesOrNull(string name) => Find(name) is not { } value
        ? null
        : Items(value) is { ValueKind: JsonValueKind.Array } list ? Whole(name, list, numItems: null) : [Whole(name, value)];

    /// <summary>A share from 0 up to, but not, 1.</summary>
    public float Rate(string name, float fallback)
    {
        if (Find(name) is not { } value)
            return fallback;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && (float)number is >= 0 and < 1
            ? (float)number
            : throw Fail(name, $"is {Show(value)}; expected a number from 0 to below 1");
    }

    /// <summary>Any number that is finite as float32.</summary>
    public float Number(string name, float fallback)
    {
        if (Find(name) is not { } value)
            return fallback;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && float.IsFinite((float)number)
            ? (float)number
            : throw Fail(name, $"is {Show(value)}; expected a number");
    }

    /// <summary>Any finite number, with all its digits; null where it is absent or null.</summary>
    public double? DoubleOrNull(string name)
    {
        if (Find(name) is not { } value)
            return null;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Fail(name, $"is {Show(value)}; expected a number");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool fallback) => Find(name) is not { } value ? fallback : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fail(name, $"is {Show(value)}; expected true or false"),
    };

    /// <summary>A text, or null where it is absent or null.</summary>
    public string? TextOrNull(string name)
    {
        if (Find(name) is not { } value)
            return null;

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Fail(name, $"is {Show(value)}; expected a text");
    }

    /// <summary>One of the names of an enumeration's values.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<T, string> names, T fallback) where T : struct, Enum
    {
        if (TextOrNull(name) is not { } text)
            return fallback;

        foreach (var (value, known) in names)
        {
            if (known == text)
                return value;
        }

        throw Fail(name, $"is {FileText.Show(text)}; valid values: {string.Join(", ", names.Values)}");
    }

    /// <summary>Any value, or null where it is absent or null.</summary>
    public JsonElement? Find(string name)
    {
        _read.Add(name);
        return config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Whether an option has a value or is absent; null is a value of its own for some.</summary>
    public bool IsNotNull(string name)
    {
        _read.Add(name);
        return !config.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Passes over options that say how to compute or draw, not what: any value gives the same model.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _read.Add(name);
    }

    /// <summary>Takes the order of axes that layers here have, and no other.</summary>
    public void RequireChannelsLast()
    {
        if (TextOrNull("data_format") is { } format and not "channels_last")
            throw Fail("data_format", $"is {FileText.Show(format)}; valid values: channels_last");
    }

    /// <summary>Refuses options that are not supported, unless they are absent, null or false.</summary>
    public void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { ValueKind: not JsonValueKind.False } value)
                throw Fail(name, $"is {Show(value)}, which is not supported; only its default is");
        }
    }

    /// <summary>Refuses what was never asked for.</summary>
    public void Finish()
    {
        foreach (var option in config.EnumerateObject())
        {
            if (!_read.Contains(option.Name))
            {
                throw new KerasException(
                    $"{owner}: unknown option {FileText.Show(option.Name)}. Known options: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    /// <summary>Runs what may refuse a value, and says whose and which it is where that does not say so itself.</summary>
    /// <param name="option">The option; null for several together.</param>
    /// <param name="make">What may refuse.</param>
    public T Check<T>(string? option, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (KerasException error) when (!error.Message.StartsWith(owner, StringComparison.Ordinal))
        {
            throw new KerasException($"{owner}: {(option is null ? "" : $"the option {option}: ")}{error.Message}", error);
        }
    }

    // Keras 2's SavedModel folders say which lists were tuples.
    static JsonElement Items(JsonElement value)
        => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("class_name", out var name) && name.ValueKind == JsonValueKind.String
            && name.GetString() == "__tuple__" && value.TryGetProperty("items", out var items)
            ? items
            : value;

    int Whole(string name, JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= -MaxSize and <= MaxSize
            ? number
            : throw Fail(name, $"is {Show(value)}; expected a whole number");

    int[] Whole(string name, JsonElement list, int? numItems)
    {
        var count = list.GetArrayLength();
        if (numItems is { } expected ? count != expected : count > MaxItems)
            throw Fail(name, $"has {count} entries; expected {(numItems is { } wanted ? $"{wanted}" : $"at most {MaxItems}")}");

        return [.. list.EnumerateArray().Select(item => Whole(name, item))];
    }

    /// <summary>The error for an option's value.</summary>
    public KerasException Fail(string name, string reason) => new($"{owner}: the option {name} {reason}.");

    static string Show(JsonElement value) => FileText.Show(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
}
