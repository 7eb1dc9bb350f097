namespace Spam.Keras.Models;

/// <summary>Samples that training is judged by and does not learn from.</summary>
/// <param name="X">Inputs, a sample a row.</param>
/// <param name="Y">The truth, a sample a row.</param>
/// <param name="SampleWeight">A factor for each sample, or null for equal ones.</param>
public sealed record ValidationData(Tensor X, Tensor Y, Tensor? SampleWeight = null);
