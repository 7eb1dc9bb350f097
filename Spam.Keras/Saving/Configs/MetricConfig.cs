using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;

namespace Spam.Keras.Saving.Configs;

/// <summary>Metrics in configs: a name, or a class with its options.</summary>
static class MetricConfig
{
    const int MaxThresholds = 10_000;

    static readonly Dictionary<Average, string> _averages = new() { [Average.Micro] = "micro", [Average.Macro] = "macro", [Average.Weighted] = "weighted" };
    static readonly Dictionary<Curve, string> _curves = new() { [Curve.ROC] = "ROC", [Curve.PR] = "PR" };

    static readonly Dictionary<SummationMethod, string> _methods = new()
    {
        [SummationMethod.Interpolation] = "interpolation",
        [SummationMethod.Minoring] = "minoring",
        [SummationMethod.Majoring] = "majoring",
    };

    /// <summary>Makes the metric that an object describes.</summary>
    /// <exception cref="KerasException">It is none of Keras's, or has an option that is not supported.</exception>
    public static Metric Read(JsonElement value, string source, Dialect dialect)
    {
        var where = $"{source}: the metric";
        var (className, json) = ConfigObject.Read(value, where);
        var config = new ConfigReader(json, $"{where} {FileText.Show(className)}", dialect);
        config.Ignore("dtype");
        var metric = config.Check(option: null, () => Make(className, config));
        config.Finish();
        return metric;
    }

    /// <summary>A name that both Keras know: the short forms of losses are not known to Keras 3's files.</summary>
    public static string LongName(string name) => Loss.KnownNames.Contains(name) ? Loss.Get(name).Name : name;

    /// <summary>A metric with its class.</summary>
    /// <exception cref="KerasException">It is none of Keras's.</exception>
    public static JsonObject Write(Metric metric)
    {
        var config = new JsonObject { ["name"] = metric.Name };
        foreach (var (option, value) in Options(metric))
        {
            if (value is not null)
                config.Add(option, value);
        }

        var className = metric is MeanLoss mean ? mean.Loss.GetType().Name : metric.GetType().Name;
        return ConfigWriter.Object(ConfigForm.Shared, "keras.metrics", className == nameof(LogCosh) ? "LogCoshError" : className, config);
    }

    static Metric Make(string className, ConfigReader config)
    {
        var name = config.TextOrNull("name");
        return className switch
        {
            "MeanMetricWrapper" => OfFunction(config.TextOrNull("fn") ?? throw config.Fail("fn", "is missing; it is the function's name"), name),
            nameof(BinaryAccuracy) => new BinaryAccuracy(config.Number("threshold", .5f), name ?? "binary_accuracy"),
            nameof(CategoricalAccuracy) => new CategoricalAccuracy(name ?? "categorical_accuracy"),
            nameof(SparseCategoricalAccuracy) => new SparseCategoricalAccuracy(name ?? "sparse_categorical_accuracy"),
            nameof(TopKCategoricalAccuracy) => new TopKCategoricalAccuracy(config.SizeOrNull("k") ?? 5, name ?? "top_k_categorical_accuracy"),
            nameof(SparseTopKCategoricalAccuracy) => new SparseTopKCategoricalAccuracy(config.SizeOrNull("k") ?? 5, name ?? "sparse_top_k_categorical_accuracy"),
            nameof(Precision) => new Precision(config.SizeOrNull("top_k"), config.WholeOrNull("class_id"), name ?? "precision", Thresholds(config)),
            nameof(Recall) => new Recall(config.SizeOrNull("top_k"), config.WholeOrNull("class_id"), name ?? "recall", Thresholds(config)),
            nameof(AUC) => ReadAuc(config, name ?? "auc"),
            nameof(F1Score) => new F1Score(config.Choice("average", _averages, Average.None), ThresholdOrNull(config), name ?? "f1_score"),
            nameof(FBetaScore) => new FBetaScore(
                config.Choice("average", _averages, Average.None), config.Number("beta", 1), ThresholdOrNull(config), name ?? "fbeta_score"),
            _ when Metric.Get(className) is var known && known is not MeanLoss && name is not null && name != known.Name
                => throw new KerasException($"the metric has the name {FileText.Show(name)}; it is read by its own name {known.Name} only."),
            _ => Metric.Get(className) is MeanLoss mean ? new MeanLoss(mean.Loss, name) : Metric.Get(className),
        };
    }

    static Metric OfFunction(string function, string? name) => function switch
    {
        "binary_accuracy" => new BinaryAccuracy(name: name ?? function),
        "categorical_accuracy" => new CategoricalAccuracy(name ?? function),
        "sparse_categorical_accuracy" => new SparseCategoricalAccuracy(name ?? function),
        _ => new MeanLoss(Loss.Get(function), name),
    };

    static AUC ReadAuc(ConfigReader config, string name)
    {
        config.Refuse("label_weights");
        config.Ignore("num_labels"); // known when data comes
        var between = Thresholds(config);
        var numThresholds = config.SizeOrNull("num_thresholds") ?? 200;
        if (numThresholds > MaxThresholds)
            throw config.Fail("num_thresholds", $"is {numThresholds}; at most {MaxThresholds} are read");

        return new(
            numThresholds, config.Choice("curve", _curves, Curve.ROC), config.Choice("summation_method", _methods, SummationMethod.Interpolation),
            between.Length == 0 ? null : between, config.Flag("multi_label", fallback: false), config.Flag("from_logits", fallback: false), name);
    }

    static float? ThresholdOrNull(ConfigReader config) => (float?)config.DoubleOrNull("threshold");

    static float[] Thresholds(ConfigReader config)
    {
        if (config.Find("thresholds") is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Number)
            return [config.Number("thresholds", 0)];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxThresholds)
            throw config.Fail("thresholds", $"is no list of at most {MaxThresholds} numbers");

        return [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out var number)
            ? number
            : throw config.Fail("thresholds", "holds what is no number"))];
    }

    static (string Option, JsonNode? Value)[] Options(Metric metric) => metric switch
    {
        BinaryAccuracy binary => [("threshold", PythonJson.Widen(binary.Threshold))],
        TopKCategoricalAccuracy top => [("k", top.K)],
        SparseTopKCategoricalAccuracy top => [("k", top.K)],
        Precision or Recall => OfConfusion((ConfusionMetric)metric),
        AUC auc => OfAuc(auc),
        FBetaScore score =>
        [
            ("average", score.Average == Average.None ? null : _averages[score.Average]), ("beta", score is F1Score ? null : PythonJson.Widen(score.Beta)),
            ("threshold", score.Threshold is { } threshold ? PythonJson.Widen(threshold) : null),
        ],
        CategoricalAccuracy or SparseCategoricalAccuracy => [],
        MeanLoss mean when LossConfig.Write(mean.Loss) is JsonValue => [],
        _ when metric is not (MeanLoss or MeanIoU) && metric.GetType().Assembly == typeof(Metric).Assembly && Metric.Get(metric.GetType().Name).Name == metric.Name
            && metric is not ConfusionMetric { Thresholds: not [.5f] } => [],
        _ => throw new KerasException(
            $"The metric {metric.Name} ({metric.GetType().Name}) has options or a name that files cannot hold. Compile the model without it before saving."),
    };

    static (string, JsonNode?)[] OfConfusion(ConfusionMetric metric) =>
    [
        ("thresholds", float.IsInfinity(metric.Thresholds[0]) ? null : List(metric.Thresholds)), ("top_k", metric.TopK), ("class_id", metric.ClassId),
    ];

    static (string, JsonNode?)[] OfAuc(AUC auc)
    {
        var between = auc.ThresholdsBetween.ToArray();
        var isEven = new AUC(between.Length + 2).ThresholdsBetween.SequenceEqual(between);
        return
        [
            ("num_thresholds", isEven ? between.Length + 2 : null), ("thresholds", isEven ? null : List(between)), ("curve", _curves[auc.Curve]),
            ("summation_method", _methods[auc.SummationMethod]), ("multi_label", auc.MultiLabel), ("from_logits", auc.FromLogits),
        ];
    }

    static JsonArray List(IEnumerable<float> values) => [.. values.Select(value => (JsonNode)PythonJson.Widen(value))];
}
