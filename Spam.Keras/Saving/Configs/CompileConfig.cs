using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Metrics;
using Spam.Keras.Models;

namespace Spam.Keras.Saving.Configs;

/// <summary>What a model was compiled with, in configs.</summary>
/// <remarks>In <c>.h5</c> files the optimizer's option is <c>optimizer_config</c>, in <c>.keras</c> files <c>optimizer</c>.</remarks>
static class CompileConfig
{
    /// <summary>Makes what a config describes.</summary>
    /// <param name="json">The config.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="dialect">Whose words and behaviour it has.</param>
    /// <param name="model">The model: how many outputs it has, and their names.</param>
    /// <exception cref="KerasException">A part is none of Keras's, or has an option that is not supported.</exception>
    public static Compilation Read(JsonElement json, string source, Dialect dialect, Network model)
    {
        var config = new ConfigReader(json, $"{source}: what the model was compiled with", dialect);
        config.Ignore("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss", "sample_weight_mode"); // ways to compute the same
        var optimizer = config.Find("optimizer") ?? config.Find("optimizer_config") ?? throw config.Fail("optimizer", "is missing");
        config.Ignore("optimizer_config");
        var losses = PerOutput(config, "loss", model, areLists: false);
        var lossWeights = PerOutput(config, "loss_weights", model, areLists: false);
        var metrics = PerOutput(config, "metrics", model, areLists: true);
        var weightedMetrics = PerOutput(config, "weighted_metrics", model, areLists: true);
        config.Finish();

        var goals = new OutputGoal[losses.Length];
        for (var i = 0; i < goals.Length; i++)
        {
            var loss = losses[i] ?? throw config.Fail("loss", $"has none for the output '{model.OutputNames[i]}'; each output has a loss");
            var figures = Items(metrics[i], source, dialect);
            goals[i] = new(LossConfig.Read(loss, source, dialect))
            {
                LossWeight = lossWeights[i] is not { } weight ? 1 : weight.ValueKind == JsonValueKind.Number && weight.TryGetSingle(out var number) && float.IsFinite(number)
                    ? number
                    : throw config.Fail("loss_weights", "holds what is no number"),
                MetricNames = [.. figures.OfType<string>()],
                Metrics = [.. figures.OfType<Metric>()],
                WeightedMetrics = [.. Items(weightedMetrics[i], source, dialect).Select(item => item as Metric ?? Named((string)item, source))],
            };
        }

        return new(OptimizerConfig.Read(optimizer, source, dialect), goals);
    }

    /// <summary>What a model was compiled with; names that both Keras know where the form is brief.</summary>
    /// <param name="compilation">What it was compiled with.</param>
    /// <param name="form">How much is written, and in whose words.</param>
    /// <param name="isH5">Whether it is for an <c>.h5</c> file.</param>
    public static JsonObject Write(Compilation compilation, ConfigForm form, bool isH5)
    {
        var optimizer = compilation.Optimizer;
        var options = form == ConfigForm.Shared ? OptimizerConfig.WriteShared(optimizer) : OptimizerConfig.Write(optimizer, form == ConfigForm.Keras2 ? Dialect.Keras2 : Dialect.Keras3);
        var goals = compilation.Outputs;
        var config = new JsonObject();
        if (!isH5)
            config.Add("optimizer", ConfigWriter.Object(form, "keras.optimizers", optimizer.ClassName, options));
        config.Add("loss", OneOrList(goals, goal => LossConfig.Write(goal.Loss)));
        config.Add("metrics", OneOrList(goals, goal => List([.. goal.MetricNames.Select(name => (JsonNode?)MetricConfig.LongName(name)), .. goal.Metrics.Select(WriteMetric)])));
        config.Add("loss_weights", goals.All(goal => goal.LossWeight == 1) ? null : OneOrList(goals, goal => PythonJson.Widen(goal.LossWeight)));
        config.Add("weighted_metrics", goals.All(goal => goal.WeightedMetrics.Count == 0) ? null : OneOrList(goals, goal => List([.. goal.WeightedMetrics.Select(WriteMetric)])));
        if (isH5)
        {
            // Keras 2 takes an optimizer's state only where the class has this prefix.
            var className = form == ConfigForm.Keras2 ? OptimizerConfig.CustomPrefix + optimizer.ClassName : optimizer.ClassName;
            config.Add("optimizer_config", ConfigWriter.Object(ConfigForm.Brief, "", className, options));
        }

        return config;
    }

    static JsonNode? OneOrList(IReadOnlyList<OutputGoal> goals, Func<OutputGoal, JsonNode?> write)
        => goals.Count == 1 ? write(goals[0]) : new JsonArray([.. goals.Select(write)]);

    static JsonArray List(JsonNode?[] items) => [.. items];

    static List<object> Items(JsonElement? list, string source, Dialect dialect)
    {
        List<object> items = [];
        foreach (var item in list is not { } value ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            if (item.ValueKind == JsonValueKind.Array)
                items.AddRange(Items(item, source, dialect)); // Keras 2 has a list for each output, also for the only one
            else if (item.ValueKind != JsonValueKind.Null)
                items.Add(item.ValueKind == JsonValueKind.String ? (object)item.GetString()! : MetricConfig.Read(item, source, dialect)); // a JSON text is never null
        }

        return items;
    }

    static JsonNode? WriteMetric(Metric metric) => metric is NamedMetric named ? MetricConfig.LongName(named.Given) : MetricConfig.Write(metric);

    static Metric Named(string name, string source)
    {
        try
        {
            return Metric.Get(name);
        }
        catch (KerasException error)
        {
            throw new KerasException($"{source}: the weighted metrics: {error.Message}", error);
        }
    }

    // For each output its part: of a list by the place, of an object by the output's name; one value is for all.
    static JsonElement?[] PerOutput(ConfigReader config, string option, Network model, bool areLists)
    {
        var parts = new JsonElement?[model.Outputs.Count];
        if (config.Find(option) is not { } value)
            return parts;

        if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty("class_name", out _))
        {
            foreach (var member in value.EnumerateObject())
            {
                var output = model.OutputNames.ToList().IndexOf(member.Name);
                if (output < 0)
                    throw config.Fail(option, $"names the output {FileText.Show(member.Name)}; the model has {string.Join(", ", model.OutputNames)}");
                parts[output] = NotNull(member.Value);
            }

            return parts;
        }

        var isPerOutput = value.ValueKind == JsonValueKind.Array
            && (areLists ? value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Array) : true);
        if (isPerOutput && value.GetArrayLength() != parts.Length)
            throw config.Fail(option, $"has {value.GetArrayLength()} entries; the model has {parts.Length} outputs");
        for (var i = 0; i < parts.Length; i++)
            parts[i] = NotNull(isPerOutput ? value[i] : value);
        return parts;
    }

    static JsonElement? NotNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;
}
