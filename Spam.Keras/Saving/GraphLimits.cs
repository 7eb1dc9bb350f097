namespace Spam.Keras.Saving;

/// <summary>What one run of a graph may take at most: a file may ask for anything.</summary>
/// <param name="Memory">Bytes of all values that the run holds at a time.</param>
/// <param name="Iterations">Rounds of all loops together.</param>
/// <param name="Operations">Nodes that are run, each as often as it is.</param>
public sealed record GraphLimits(long Memory = 2L << 30, int Iterations = 1_000_000, int Operations = 100_000_000);
