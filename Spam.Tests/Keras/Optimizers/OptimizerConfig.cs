using System.Reflection;
using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Optimizers;
using Spam.Keras.Optimizers.Schedules;

namespace Spam.Tests.Keras.Optimizers;

/// <summary>Makes the optimizer that a golden case describes in Keras's words: each key is the constructor's parameter or the property of that name.</summary>
static class OptimizerConfig
{
    public static Optimizer Create(JsonElement golden)
    {
        var options = golden.GetProperty("config").EnumerateObject().ToDictionary(option => NameOf(option.Name), option => option.Value);
        var optimizer = (Optimizer)Construct(typeof(Optimizer), golden.GetProperty("class_name").GetString()!, options, ScheduleOf(golden));

        Set(optimizer, nameof(Optimizer.Dialect), golden.GetProperty("keras").GetString() == "3" ? Dialect.Keras3 : Dialect.Keras2);
        foreach (var (name, value) in options)
            Set(optimizer, name, Convert(value, PropertyOf(optimizer, name).PropertyType));
        return optimizer;
    }

    static LearningRateSchedule? ScheduleOf(JsonElement golden)
    {
        if (!golden.TryGetProperty("schedule", out var schedule))
            return null;

        var options = schedule.GetProperty("config").EnumerateObject().ToDictionary(option => NameOf(option.Name), option => option.Value);
        var made = Construct(typeof(LearningRateSchedule), schedule.GetProperty("class_name").GetString()!, options, null);
        return options.Count == 0 ? (LearningRateSchedule)made : throw new NotSupportedException(string.Join(", ", options.Keys));
    }

    /// <summary>Takes from the options what the constructor takes.</summary>
    static object Construct(Type neighbour, string className, Dictionary<string, JsonElement> options, LearningRateSchedule? schedule)
    {
        var constructor = neighbour.Assembly.GetType($"{neighbour.Namespace}.{className}", throwOnError: true)!.GetConstructors().Single();
        var arguments = constructor.GetParameters()
            .Select(parameter => parameter.Name == "learningRate" && schedule is not null ? new Rate(schedule)
                : options.Remove(parameter.Name!, out var value) ? Convert(value, parameter.ParameterType)
                : parameter.DefaultValue);
        return constructor.Invoke([.. arguments]);
    }

    static object? Convert(JsonElement value, Type type)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var rate when rate == typeof(Rate) => new Rate(value.GetSingle()),
            var plain => value.Deserialize(plain),
        };
    }

    static void Set(Optimizer optimizer, string name, object? value) => PropertyOf(optimizer, name).SetValue(optimizer, value);

    static PropertyInfo PropertyOf(Optimizer optimizer, string name)
        => optimizer.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            ?? throw new NotSupportedException($"{optimizer.ClassName} has no {name}");

    // learning_rate -> learningRate, beta_1 -> beta1
    static string NameOf(string option)
        => string.Concat(option.Split('_').Select((word, place) => place == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
