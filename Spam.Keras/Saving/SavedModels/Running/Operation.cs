using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>One of TensorFlow's operations.</summary>
/// <param name="Name">TensorFlow's name.</param>
/// <param name="Outputs">The names of its outputs, from TensorFlow's definitions.</param>
/// <param name="Compute">Makes the outputs.</param>
sealed record Operation(string Name, string[] Outputs, Func<NodeCall, RunValue[]> Compute)
{
    /// <summary>How many tensors its only output is, where that is more than one; from the attributes.</summary>
    public Func<NodeDef, long>? Count { get; init; }

    /// <summary>An operation with one output.</summary>
    public static Operation Of(string name, string output, Func<NodeCall, RunValue> compute) => new(name, [output], call => [compute(call)]);

    /// <summary>An operation whose only output is a list of tensors.</summary>
    public static Operation ListOf(string name, string output, Func<NodeDef, long> count, Func<NodeCall, RunValue[]> compute)
        => new(name, [output], compute) { Count = count };
}
