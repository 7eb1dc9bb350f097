namespace Spam.Keras.Optimizers;

/// <summary><see cref="Adam"/> whose weights decay by themselves, apart from the gradient.</summary>
/// <remarks>Source: Keras 2.15, keras/src/optimizers/adamw.py. Paper: Loshchilov and Hutter, 2019.</remarks>
public sealed class AdamW : Adam
{
    /// <summary>AdamW with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="weightDecay">What share of itself, times the rate, each weight loses at every step.</param>
    /// <param name="beta1">What share the mean gradient keeps at each step.</param>
    /// <param name="beta2">What share the mean square keeps at each step.</param>
    /// <param name="epsilon">What is added to the root, so that it is never 0.</param>
    /// <param name="amsgrad">Whether the mean square never falls.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public AdamW(
        Rate? learningRate = null, double weightDecay = .004, double beta1 = .9, double beta2 = .999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, amsgrad)
        => WeightDecay = weightDecay;
}
