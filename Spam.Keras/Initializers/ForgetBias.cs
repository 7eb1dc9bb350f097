namespace Spam.Keras.Initializers;

/// <summary>The bias of an LSTM: the forget gate's quarter is 1, so that the cell keeps what it has until it learns better.</summary>
/// <remarks>
/// Shape: (4 units), the gates in the order i, f, c, o.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/lstm.py, unit_forget_bias. Paper: Jozefowicz, Zaremba and Sutskever, 2015.
/// </remarks>
/// <param name="others">What fills the other three quarters; zeros where none is given.</param>
public sealed class ForgetBias(Initializer? others = null) : Initializer
{
    /// <summary>What fills the other three quarters.</summary>
    public Initializer Others { get; } = others ?? new Zeros();

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        if (tensor.Rank != 1 || tensor.Length % 4 != 0)
            throw new KerasException($"ForgetBias got a weight of shape {tensor.Shape}; expected (4 units,), the bias of an LSTM. Choose another initializer for it.");

        // Quarter by quarter, as Keras asks the inner initializer once for i and once for c and o together.
        var units = tensor.Length / 4;
        FillPart(tensor.Span[..units], random);
        tensor.Span.Slice(units, units).Fill(1);
        FillPart(tensor.Span[(2 * units)..], random);
    }

    void FillPart(Span<float> part, Random random)
    {
        var values = new Tensor(part.Length);
        Others.Fill(values, random);
        values.Span.CopyTo(part);
    }
}
