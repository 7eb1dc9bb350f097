using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Numbers in equal steps.</summary>
static class Ranges
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } = [Operation.Of("Range", "output", call => ElementTypes.Numbers<Work>(call, 0))];

    readonly struct Work : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (limits, steps) = (call.Tensor<T>(1), call.Tensor<T>(2));
            if (input.Length != 1 || limits.Length != 1 || steps.Length != 1 || T.IsZero(steps.Span[0]))
                throw call.Fail($"it counts from a {input} to a {limits} by a {steps}; expected one number each, the last of them not 0");

            var (start, limit, step) = (input.Span[0], limits.Span[0], steps.Span[0]);
            var count = Math.Ceiling((double.CreateTruncating(limit) - double.CreateTruncating(start)) / double.CreateTruncating(step));
            if (double.IsNaN(count) || count > int.MaxValue)
                throw call.Fail($"it counts from {start} to {limit} by {step}");

            var output = call.New<T>((int)Math.Max(0, count));
            for (var i = 0; i < output.Length; i++)
                output.Target[i] = start + (T.CreateTruncating(i) * step);
            return output;
        }
    }
}
