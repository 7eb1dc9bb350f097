namespace Spam.Keras.Metrics;

/// <summary>The harmonic mean of precision and recall.</summary>
/// <param name="average">How the classes' scores become one figure.</param>
/// <param name="threshold">What a yes is above; null makes each row's largest prediction its yes.</param>
/// <param name="name">The name in logs.</param>
/// <remarks>Source: Keras 2.15, keras/src/metrics/f_score_metrics.py, F1Score.</remarks>
public sealed class F1Score(Average average = Average.None, float? threshold = null, string name = "f1_score") : FBetaScore(average, 1, threshold, name);
