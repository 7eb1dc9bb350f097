using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Losses;

namespace Spam.Keras.Saving.Configs;

/// <summary>Losses in configs: a name, or a class with its options.</summary>
static class LossConfig
{
    /// <summary>Makes the loss that a name or an object describes.</summary>
    /// <exception cref="KerasException">It is none of Keras's, or has an option that is not supported.</exception>
    public static Loss Read(JsonElement value, string source, Dialect dialect)
    {
        var where = $"{source}: the loss";
        if (value.ValueKind == JsonValueKind.String)
            return Named(value.GetString()!, where, dialect); // a JSON text is never null

        var (className, json) = ConfigObject.Read(value, where);
        var config = new ConfigReader(json, $"{where} {FileText.Show(className)}", dialect);
        config.Ignore("name", "dtype", "fn");
        if (config.TextOrNull("reduction") is { } reduction and not ("auto" or "sum_over_batch_size"))
            throw config.Fail("reduction", $"is {FileText.Show(reduction)}; valid values: auto, sum_over_batch_size");
        if (config.WholeOrNull("axis") is not (null or -1))
            throw config.Fail("axis", "is not -1, the last; losses run over the last axis");

        var loss = config.Check(option: null, () => Make(className, config));
        config.Finish();
        return loss;
    }

    /// <summary>The loss's name, or where it has options of its own an object.</summary>
    public static JsonNode Write(Loss loss)
    {
        var options = Options(loss);
        var usual = Options(Loss.Get(loss.Name));
        var own = new JsonObject();
        for (var i = 0; i < options.Length; i++)
        {
            if (!JsonNode.DeepEquals(options[i].Value, usual[i].Value))
                own.Add(options[i].Option, options[i].Value);
        }

        return own.Count == 0 ? loss.Name : ConfigWriter.Object(ConfigForm.Shared, "keras.losses", loss.GetType().Name, own);
    }

    static Loss Named(string name, string where, Dialect dialect)
    {
        try
        {
            var loss = Loss.Get(name);
            return loss is BinaryCrossentropy && dialect == Dialect.Keras3 ? new BinaryCrossentropy(dialect: dialect) : loss;
        }
        catch (KerasException error)
        {
            throw new KerasException($"{where}: {error.Message}", error);
        }
    }

    static Loss Make(string className, ConfigReader config) => className switch
    {
        nameof(BinaryCrossentropy) => new BinaryCrossentropy(
            config.Flag("from_logits", fallback: false), config.Rate("label_smoothing", 0), config.Dialect),
        nameof(BinaryFocalCrossentropy) => new BinaryFocalCrossentropy(
            config.Flag("apply_class_balancing", fallback: false), config.Number("alpha", .25f), gamma: config.Number("gamma", 2), config.Flag("from_logits", fallback: false),
            config.Rate("label_smoothing", 0)),
        nameof(CategoricalCrossentropy) => new CategoricalCrossentropy(config.Flag("from_logits", fallback: false), config.Rate("label_smoothing", 0)),
        nameof(CategoricalFocalCrossentropy) => new CategoricalFocalCrossentropy(
            config.Number("alpha", .25f), config.Number("gamma", 2), config.Flag("from_logits", fallback: false), config.Rate("label_smoothing", 0)),
        nameof(SparseCategoricalCrossentropy) => new SparseCategoricalCrossentropy(
            config.Flag("from_logits", fallback: false), config.WholeOrNull("ignore_class")),
        nameof(Huber) => new Huber(config.Number("delta", 1)),
        _ => Loss.Get(className),
    };

    static (string Option, JsonNode? Value)[] Options(Loss loss) => loss switch
    {
        BinaryCrossentropy binary => [("from_logits", binary.FromLogits), ("label_smoothing", PythonJson.Widen(binary.LabelSmoothing))],
        BinaryFocalCrossentropy focal =>
        [
            ("apply_class_balancing", focal.ApplyClassBalancing), ("alpha", PythonJson.Widen(focal.Alpha)), ("gamma", PythonJson.Widen(focal.Gamma)),
            ("from_logits", focal.FromLogits), ("label_smoothing", PythonJson.Widen(focal.LabelSmoothing)),
        ],
        CategoricalCrossentropy categorical => [("from_logits", categorical.FromLogits), ("label_smoothing", PythonJson.Widen(categorical.LabelSmoothing))],
        CategoricalFocalCrossentropy focal =>
        [
            ("alpha", PythonJson.Widen(focal.Alpha)), ("gamma", PythonJson.Widen(focal.Gamma)), ("from_logits", focal.FromLogits),
            ("label_smoothing", PythonJson.Widen(focal.LabelSmoothing)),
        ],
        SparseCategoricalCrossentropy sparse => [("from_logits", sparse.FromLogits), ("ignore_class", sparse.IgnoreClass)],
        Huber huber => [("delta", PythonJson.Widen(huber.Delta))],
        _ => [],
    };
}
