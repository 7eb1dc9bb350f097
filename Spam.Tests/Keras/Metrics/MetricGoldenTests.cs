using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Metrics;

namespace Spam.Tests.Keras.Metrics;

public class MetricGoldenTests
{
    const string Index = "numerics/metrics/cases.json";

    public static TheoryData<string> Cases => GoldenData.Names(Index);

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Results_after_each_batch_are_Kerass(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var metric = Create(golden, arrays);

        for (var batch = 0; batch < golden.GetProperty("batches").GetInt32(); batch++)
        {
            var yPred = arrays[$"y_pred{batch}"].Tensor;
            var yTrue = arrays.Has($"y_true{batch}") ? arrays[$"y_true{batch}"].Tensor : yPred;
            metric.Update(yTrue, yPred, arrays.Has($"sample_weight{batch}") ? arrays[$"sample_weight{batch}"].Tensor : null);

            Near.Equal(arrays[$"result{batch}"].Values, [.. metric.Results], tolerance, $"result {batch}");
        }

        if (golden.TryGetProperty("log_name", out var logName))
            Assert.Equal(logName.GetString(), metric.Name);
        metric.Reset();
        Assert.All(metric.Results, result => Assert.Equal(0, result));
    }

    static Metric Create(JsonElement golden, Npz arrays)
    {
        var config = golden.GetProperty("config");
        bool Has(string option) => config.TryGetProperty(option, out var value) && value.ValueKind != JsonValueKind.Null;
        int? Whole(string option) => Has(option) ? config.GetProperty(option).GetInt32() : null;
        float? Number(string option) => Has(option) ? config.GetProperty(option).GetSingle() : null;
        string Text(string option, string usual) => Has(option) ? config.GetProperty(option).GetString()! : usual;
        float[]? thresholds = !Has("thresholds") ? null
            : config.GetProperty("thresholds") is { ValueKind: JsonValueKind.Array } several ? [.. several.EnumerateArray().Select(value => value.GetSingle())]
            : [Number("thresholds")!.Value];
        var average = Enum.Parse<Average>(Text("average", "none"), ignoreCase: true);
        return golden.GetProperty("class_name").GetString()! switch
        {
            "AUC" => new AUC(
                Whole("num_thresholds") ?? 200, Enum.Parse<Curve>(Text("curve", "ROC")), Enum.Parse<SummationMethod>(Text("summation_method", "interpolation"), ignoreCase: true),
                thresholds, Has("multi_label"), Has("from_logits")),
            "BinaryAccuracy" => new BinaryAccuracy(Number("threshold") ?? .5f),
            "F1Score" => new F1Score(average, Number("threshold")),
            "FBetaScore" => new FBetaScore(average, Number("beta") ?? 1, Number("threshold")),
            "MeanIoU" => new MeanIoU(Whole("num_classes")!.Value),
            "Precision" => new Precision(Whole("top_k"), Whole("class_id"), thresholds: thresholds ?? []),
            "Recall" => new Recall(Whole("top_k"), Whole("class_id"), thresholds: thresholds ?? []),
            "SparseTopKCategoricalAccuracy" => new SparseTopKCategoricalAccuracy(Whole("k")!.Value),
            "TopKCategoricalAccuracy" => new TopKCategoricalAccuracy(Whole("k")!.Value),
            var text when text.StartsWith("string:", StringComparison.Ordinal) => Metric.Get(
                text["string:".Length..], new Shape(arrays["y_true0"].Shape), new Shape(arrays["y_pred0"].Shape)),
            var className => Metric.Get(className),
        };
    }
}
