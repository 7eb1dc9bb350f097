using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Optimizers;
using Spam.Keras.Optimizers.Schedules;

namespace Spam.Keras.Saving.Configs;

/// <summary>Learning rates in configs: a number, or a schedule with its options.</summary>
static class ScheduleConfig
{
    const int MaxBoundaries = 100_000;

    /// <summary>Reads an option that holds a rate; null where it is absent or null.</summary>
    /// <exception cref="KerasException">It is no number, and no schedule of Keras's.</exception>
    public static Rate? ReadRate(ConfigReader optimizer, string option)
    {
        if (optimizer.Find(option) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number)
            return optimizer.Check(option, () => (Rate)optimizer.DoubleOrNull(option)!.Value); // it is a number

        var (className, json) = ConfigObject.Read(value, $"{optimizer.Owner}: the option {option}");
        var config = new ConfigReader(json, $"{optimizer.Owner}: the {className} of {option}", optimizer.Dialect);
        config.Ignore("name");
        var schedule = optimizer.Check(option, () => Make(className, config));
        config.Finish();
        return new(schedule);
    }

    /// <summary>A schedule with its class.</summary>
    /// <exception cref="KerasException">It is none of Keras's.</exception>
    public static JsonObject Write(LearningRateSchedule schedule)
    {
        var options = new JsonObject();
        foreach (var (option, value) in Options(schedule))
            options.Add(option, value);
        options.Add("name", schedule.ClassName);
        return ConfigWriter.Object(ConfigForm.Shared, "keras.optimizers.schedules", schedule.ClassName, options);
    }

    static LearningRateSchedule Make(string className, ConfigReader config) => className switch
    {
        nameof(CosineDecay) => new CosineDecay(
            Required(config, "initial_learning_rate"), Required(config, "decay_steps"), config.DoubleOrNull("alpha") ?? 0,
            config.DoubleOrNull("warmup_target"), config.DoubleOrNull("warmup_steps") ?? 0),
        nameof(CosineDecayRestarts) => new CosineDecayRestarts(
            Required(config, "initial_learning_rate"), Required(config, "first_decay_steps"), config.DoubleOrNull("t_mul") ?? 2,
            config.DoubleOrNull("m_mul") ?? 1, config.DoubleOrNull("alpha") ?? 0),
        nameof(ExponentialDecay) => new ExponentialDecay(
            Required(config, "initial_learning_rate"), Required(config, "decay_steps"), Required(config, "decay_rate"), config.Flag("staircase", fallback: false)),
        nameof(InverseTimeDecay) => new InverseTimeDecay(
            Required(config, "initial_learning_rate"), Required(config, "decay_steps"), Required(config, "decay_rate"), config.Flag("staircase", fallback: false)),
        nameof(PiecewiseConstantDecay) => new PiecewiseConstantDecay([.. Numbers(config, "boundaries").Select(value => (long)value)], Numbers(config, "values")),
        nameof(PolynomialDecay) => new PolynomialDecay(
            Required(config, "initial_learning_rate"), Required(config, "decay_steps"), config.DoubleOrNull("end_learning_rate") ?? .0001,
            config.DoubleOrNull("power") ?? 1, config.Flag("cycle", fallback: false)),
        _ => throw new KerasException(
            $"there is no schedule {FileText.Show(className)}. Valid are CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay, PiecewiseConstantDecay, PolynomialDecay."),
    };

    static double Required(ConfigReader config, string option) => config.DoubleOrNull(option) ?? throw config.Fail(option, "is missing");

    static double[] Numbers(ConfigReader config, string option)
    {
        if (config.Find(option) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > MaxBoundaries)
            throw config.Fail(option, $"is missing or no list of at most {MaxBoundaries} numbers");

        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var number) && Math.Abs(number) < 1e18
            ? number
            : throw config.Fail(option, "holds what is no number"))];
    }

    static (string Option, JsonNode? Value)[] Options(LearningRateSchedule schedule) => schedule switch
    {
        CosineDecay cosine =>
        [
            ("initial_learning_rate", cosine.InitialLearningRate), ("decay_steps", Whole(cosine.DecaySteps)), ("alpha", cosine.Alpha),
            ("warmup_target", cosine.WarmupTarget), ("warmup_steps", Whole(cosine.WarmupSteps)),
        ],
        CosineDecayRestarts cosine =>
        [
            ("initial_learning_rate", cosine.InitialLearningRate), ("first_decay_steps", Whole(cosine.FirstDecaySteps)), ("t_mul", cosine.TMul),
            ("m_mul", cosine.MMul), ("alpha", cosine.Alpha),
        ],
        ExponentialDecay decay =>
        [
            ("initial_learning_rate", decay.InitialLearningRate), ("decay_steps", Whole(decay.DecaySteps)), ("decay_rate", decay.DecayRate),
            ("staircase", decay.Staircase),
        ],
        InverseTimeDecay decay =>
        [
            ("initial_learning_rate", decay.InitialLearningRate), ("decay_steps", Whole(decay.DecaySteps)), ("decay_rate", decay.DecayRate),
            ("staircase", decay.Staircase),
        ],
        PiecewiseConstantDecay steps =>
        [
            ("boundaries", new JsonArray([.. steps.Boundaries.Select(value => (JsonNode)value)])),
            ("values", new JsonArray([.. steps.Values.Select(value => (JsonNode)value)])),
        ],
        PolynomialDecay decay =>
        [
            ("initial_learning_rate", decay.InitialLearningRate), ("decay_steps", Whole(decay.DecaySteps)), ("end_learning_rate", decay.EndLearningRate),
            ("power", decay.Power), ("cycle", decay.Cycle),
        ],
        _ => throw new KerasException($"The schedule {schedule} is not one that Keras knows, so no config can hold it. Use one of Keras's."),
    };

    // Numbers of steps are whole, as long as they are.
    static JsonNode Whole(double steps) => steps == Math.Floor(steps) && Math.Abs(steps) < 1e15 ? (long)steps : steps;
}
