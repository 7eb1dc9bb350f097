using System.Text.Json;
using Spam.Keras.Layers;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Puts the layers of a Functional model's config together: calls each as soon as what it reads is there.</summary>
/// <param name="source">Where the config is from, for messages.</param>
/// <param name="dialect">Whose config it is.</param>
sealed class FunctionalGraph(string source, Dialect dialect)
{
    /// <summary>Keras 3's class of an output in a call.</summary>
    public const string TensorClass = "__keras_tensor__";

    /// <summary>Keras 3's class of the comparison that an Embedding with <c>mask_zero</c> makes its mask by.</summary>
    public const string MaskClass = "NotEqual";

    const int MaxCalls = 10_000;
    const int MaxDepth = 8;

    readonly Dictionary<string, List<IReadOnlyList<KerasTensor>>> _outputs = new(StringComparer.Ordinal);
    readonly Dictionary<string, Layer> _layers = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> _masks = new(StringComparer.Ordinal); // by their names, what they compare
    readonly List<(Layer Layer, LayerFormat Format, List<JsonElement> Calls)> _waiting = [];

    /// <summary>Adds an input layer.</summary>
    public void Add(InputLayer input)
    {
        AddName(input);
        _outputs[input.Name].Add(input.CallAll());
    }

    /// <summary>Adds a layer with its calls.</summary>
    public void Add(Layer layer, LayerFormat format, JsonElement element)
    {
        if (!element.TryGetProperty("inbound_nodes", out var calls) || calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() > MaxCalls)
            throw new KerasException($"{source}: {layer} has no list of at most {MaxCalls} inbound_nodes.");

        AddName(layer);
        _waiting.Add((layer, format, [.. calls.EnumerateArray()]));
        if (format.AttentionCallOf(layer) is not null)
            SetCall(layer, [.. calls.EnumerateArray().Select(Arguments)]);
    }

    /// <summary>Adds Keras 3's comparison of word ids with 0, which is the mask that an Embedding makes; here masks go their way without it.</summary>
    /// <exception cref="KerasException">It is another comparison.</exception>
    public void AddMask(JsonElement element)
    {
        if (!element.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("inbound_nodes", out var calls) || calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() != 1
            || calls[0].ValueKind != JsonValueKind.Object || !calls[0].TryGetProperty("args", out var compared) || compared.ValueKind != JsonValueKind.Array
            || compared.GetArrayLength() != 2 || History(compared[0]) is not { } place || compared[1].GetRawText() != "0" || !_masks.TryAdd(name.GetString()!, place))
        {
            throw new KerasException($"{source}: a {MaskClass} compares other things than the word ids of an Embedding with 0; no other is supported.");
        }
    }

    // Every call of a layer is to say the same, because the layer has it as an option.
    void SetCall(Layer layer, JsonElement?[] arguments)
    {
        var said = arguments.Select(named => new AttentionCall(Says(named, AttentionCall.CausalName), Says(named, AttentionCall.MaskName))).Distinct().ToArray();
        if (said.Length > 1)
            throw new KerasException($"{source}: {layer} is called with and without {AttentionCall.CausalName} or {AttentionCall.MaskName}; here a layer has the one or the other.");
        if (said.Length == 1)
            said[0].SetFor(layer);

        static bool Says(JsonElement? named, string name)
            => named is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var value) && !SaysNothing(value, depth: 0);
    }

    // The arguments of a call by name: Keras 3's kwargs, or what stands behind Keras 2's first place.
    static JsonElement? Arguments(JsonElement call) => call.ValueKind switch
    {
        JsonValueKind.Object when call.TryGetProperty("kwargs", out var named) => named,
        JsonValueKind.Array when call.GetArrayLength() > 0 && call[0].ValueKind == JsonValueKind.Array && call[0].GetArrayLength() > 3 => call[0][3],
        _ => null,
    };

    /// <summary>Calls all layers, each after what it reads.</summary>
    /// <exception cref="KerasException">A call reads what is never there.</exception>
    public void CallLayers()
    {
        for (var isMoving = true; isMoving;)
        {
            isMoving = false;
            foreach (var (layer, format, calls) in _waiting)
            {
                while (_outputs[layer.Name].Count < calls.Count && Inputs(calls[_outputs[layer.Name].Count], layer, format) is { } inputs)
                {
                    _outputs[layer.Name].Add(Call(layer, inputs));
                    isMoving = true;
                }
            }
        }

        if (_waiting.FirstOrDefault(entry => _outputs[entry.Layer.Name].Count < entry.Calls.Count).Layer is { } stuck)
            throw new KerasException($"{source}: {stuck} reads an output that is not there, or its own by a detour.");

        foreach (var (name, words) in _masks)
        {
            if (!_waiting.Any(entry => entry.Layer is Embedding { MaskZero: true } && entry.Calls.Any(call => IsCallOf(call, words))))
                throw new KerasException($"{source}: the {MaskClass} {FileText.Show(name)} compares what no Embedding with mask_zero reads; no other is supported.");
        }
    }

    /// <summary>The outputs that an option names: a list of places, or one place.</summary>
    public IReadOnlyList<KerasTensor> Tensors(ConfigReader options, string option)
    {
        if (options.Find(option) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw options.Fail(option, "is missing or no list of layers");

        var places = list[0].ValueKind == JsonValueKind.String ? [list] : list.EnumerateArray().ToArray();
        return [.. places.Select(place => Find(place, isHistory: false) ?? throw options.Fail(option, "names an output that is not there"))];
    }

    void AddName(Layer layer)
    {
        if (!_outputs.TryAdd(layer.Name, []))
            throw new KerasException($"{source}: two layers have the name {FileText.Show(layer.Name)}.");
        _layers.Add(layer.Name, layer);
    }

    IReadOnlyList<KerasTensor> Call(Layer layer, IReadOnlyList<KerasTensor> inputs)
    {
        try
        {
            return layer.CallAll(inputs);
        }
        catch (KerasException error)
        {
            throw new KerasException($"{source}: {error.Message}", error);
        }
    }

    // What a call reads, in the order of the layer's inputs; null while some of it is not there yet.
    List<KerasTensor>? Inputs(JsonElement call, Layer layer, LayerFormat format)
    {
        List<JsonElement> places = [];
        if (call.ValueKind == JsonValueKind.Array)
            CollectKeras2(call, layer, format, places);
        else if (call.ValueKind == JsonValueKind.Object && call.TryGetProperty("args", out var positional) && call.TryGetProperty("kwargs", out var named))
            CollectKeras3(positional, named, layer, format, places);
        else
            throw Unreadable(layer);

        var inputs = places.Select(place => Find(place, isHistory: call.ValueKind == JsonValueKind.Object)).OfType<KerasTensor>().ToList();
        return inputs.Count == places.Count ? inputs : null;
    }

    void CollectKeras2(JsonElement call, Layer layer, LayerFormat format, List<JsonElement> places)
    {
        foreach (var place in call.EnumerateArray())
        {
            if (place.ValueKind != JsonValueKind.Array)
                throw Unreadable(layer);

            places.Add(place);
            if (place.GetArrayLength() > 3)
                CollectNamed(place[3], layer, format, places);
        }
    }

    void CollectKeras3(JsonElement positional, JsonElement named, Layer layer, LayerFormat format, List<JsonElement> places)
    {
        CollectTensors(positional, layer, places, depth: 0);
        CollectNamed(named, layer, format, places);
    }

    void CollectNamed(JsonElement arguments, Layer layer, LayerFormat format, List<JsonElement> places)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
            throw Unreadable(layer);

        var call = format.AttentionCallOf(layer);
        string?[] names = [.. format.InputNames.Skip(1), format.StatesName, call is { TakesMask: true } ? AttentionCall.MaskName : null];
        foreach (var name in names.OfType<string>())
        {
            if (arguments.TryGetProperty(name, out var value))
                CollectTensors(value, layer, places, depth: 0);
        }

        string[] known = [.. format.InputNames, .. names.OfType<string>(), .. call is null ? (string[])[] : [AttentionCall.CausalName]];
        foreach (var argument in arguments.EnumerateObject())
        {
            var isKnown = known.Contains(argument.Name) && (argument.Name != AttentionCall.CausalName || argument.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);
            if (!isKnown && !SaysNothing(argument.Value, depth: 0) && !(argument.Name.EndsWith("mask", StringComparison.Ordinal) && AreMasks(argument.Value, depth: 0)))
            {
                throw new KerasException(
                    $"{source}: {layer} is called with the argument {FileText.Show(argument.Name)}, which is not supported. " +
                    $"Valid are {string.Join(", ", known.Distinct().DefaultIfEmpty("the inputs alone"))}.");
            }
        }
    }

    // Masks that Keras 3 handed on by itself.
    bool AreMasks(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => depth < MaxDepth && value.EnumerateArray().All(item => AreMasks(item, depth + 1)),
        _ => History(value) is { } place && place[0].ValueKind == JsonValueKind.String && _masks.ContainsKey(place[0].GetString()!),
    };

    static bool IsCallOf(JsonElement call, JsonElement place)
        => call.ValueKind == JsonValueKind.Object && call.TryGetProperty("args", out var inputs) && inputs.ValueKind == JsonValueKind.Array
            && inputs.GetArrayLength() == 1 && History(inputs[0]) is { } read && JsonElement.DeepEquals(read, place);

    // The place that a __keras_tensor__ names.
    static JsonElement? History(JsonElement value)
        => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("class_name", out var name) && name.ValueKind == JsonValueKind.String
            && name.GetString() == TensorClass && value.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty("keras_history", out var place) && place.ValueKind == JsonValueKind.Array && place.GetArrayLength() > 0 ? place : null;

    void CollectTensors(JsonElement value, Layer layer, List<JsonElement> places, int depth)
    {
        if (depth > MaxDepth)
            throw Unreadable(layer);

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String)
        {
            places.Add(value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                CollectTensors(item, layer, places, depth + 1);
        }
        else if (History(value) is { } place)
        {
            places.Add(place);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            throw Unreadable(layer);
        }
    }

    KerasTensor? Find(JsonElement place, bool isHistory)
    {
        if (place.ValueKind != JsonValueKind.Array || place.GetArrayLength() < 3 || place[0].ValueKind != JsonValueKind.String
            || place[1].ValueKind != JsonValueKind.Number || !place[1].TryGetInt32(out var call)
            || place[2].ValueKind != JsonValueKind.Number || !place[2].TryGetInt32(out var output))
        {
            throw new KerasException($"{source}: {FileText.Show(place.GetRawText())} names no output; expected a layer's name, which of its calls, and which of its outputs.");
        }

        if (!_outputs.TryGetValue(place[0].GetString()!, out var calls)) // a JSON text is never null
            throw new KerasException($"{source}: there is no layer of the name {FileText.Show(place[0].GetString()!)}, but another reads it.");
        call -= ModelConfig.FirstCall(_layers[place[0].GetString()!], dialect, isHistory); // it is there, as its outputs are
        return call >= 0 && call < calls.Count && output >= 0 && output < calls[call].Count ? calls[call][output] : null;
    }

    // Null and false say that an argument has its default.
    static bool SaysNothing(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => depth < MaxDepth && value.EnumerateArray().All(item => SaysNothing(item, depth + 1)),
        _ => false,
    };

    KerasException Unreadable(Layer layer) => new($"{source}: {layer} has an entry of inbound_nodes that is no call of Keras's.");
}
