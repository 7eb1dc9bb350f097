using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Turns word indices into vectors: index <c>i</c> becomes row <c>i</c> of a learned table.</summary>
/// <remarks>
/// Shapes: inputs (…), whole numbers below inputDim -> outputs (…, outputDim).<br/>
/// Weights: <c>embeddings</c> (inputDim, outputDim).<br/>
/// Mask: with maskZero, index 0 is padding: the layers behind skip it.<br/>
/// Source: Keras 2.15, keras/src/layers/core/embedding.py.
/// </remarks>
public sealed class Embedding : Layer
{
    readonly Parameter _embeddings;

    /// <summary>A table of <paramref name="inputDim"/> rows.</summary>
    /// <param name="inputDim">How many indices there are: the largest index plus one.</param>
    /// <param name="outputDim">How long a vector is.</param>
    /// <param name="maskZero">Whether index 0 is padding that later layers skip.</param>
    /// <param name="inputLength">How many indices a sample has, where that is fixed.</param>
    /// <param name="embeddingsInitializer">What fills the table first: uniform in (-0.05, 0.05) by default.</param>
    /// <param name="embeddingsRegularizer">What the table's size adds to the loss.</param>
    /// <param name="embeddingsConstraint">What the table is held to after each step of training.</param>
    public Embedding(
        int inputDim, int outputDim, bool maskZero = false, int? inputLength = null,
        Initializer? embeddingsInitializer = null, Regularizer? embeddingsRegularizer = null,
        Constraint? embeddingsConstraint = null)
    {
        InputDim = inputDim > 0 ? inputDim : throw new KerasException($"Embedding got inputDim {inputDim}; it is the number of rows of the table, 1 or more.");
        OutputDim = outputDim > 0 ? outputDim : throw new KerasException($"Embedding got outputDim {outputDim}; it is the length of a vector, 1 or more.");
        MaskZero = maskZero;
        InputLength = inputLength;
        _embeddings = new("embeddings", embeddingsInitializer ?? new RandomUniform(), embeddingsRegularizer, constraint: embeddingsConstraint);
    }

    /// <summary>Rows of the table.</summary>
    public int InputDim { get; }

    /// <summary>Numbers of a vector.</summary>
    public int OutputDim { get; }

    /// <summary>Whether index 0 is padding.</summary>
    public bool MaskZero { get; }

    /// <summary>Indices of a sample, where that is fixed.</summary>
    public int? InputLength { get; }

    /// <summary>The table.</summary>
    public Parameter Embeddings => _embeddings;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [_embeddings];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => inputShapes[0].Append(OutputDim);

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var inputs = call.Input;
        var table = _embeddings.Value;
        if (MaskZero)
            call.OutputMask = MaskOf(inputs);
        if (call.Pass.GathersRows && inputs.Rank == 2 && EmbeddedRows.Gather(this, inputs, call.Pass) is { } gathered)
            return new(gathered, inputs.Shape.Append(OutputDim));

        var outputs = call.Pass.Rent([.. inputs.Shape.Sizes, OutputDim]);
        for (var i = 0; i < inputs.Length; i++)
            table.Row(Index(inputs, i)).CopyTo(outputs.Row(i));
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputs = call.Input;
        if (outputGradients.Gathered is { } gathered)
        {
            EmbeddedRows.AddGradients(gathered, this, inputs);
            return null;
        }

        for (var i = 0; i < inputs.Length; i++) // a word seen twice collects both gradients
            VectorOps.Add(outputGradients.Row(i), _embeddings.Gradient.Row(Index(inputs, i)));

        _embeddings.SquaresOfRows = (_embeddings.SquaresOfRows ?? 0) + VectorOps.SumOfSquares(outputGradients.Span);
        return null;
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes) => _embeddings.Build(new(InputDim, OutputDim), random);

    static Tensor MaskOf(Tensor inputs)
    {
        var mask = new Tensor(inputs.Shape);
        for (var i = 0; i < inputs.Length; i++)
            mask[i] = inputs[i] == 0 ? 0 : 1;
        return mask;
    }

    /// <summary>The row of the table that stands at a position.</summary>
    /// <exception cref="KerasException">The table has no such row.</exception>
    internal int Index(Tensor inputs, int position)
    {
        var index = (int)inputs[position];
        return (uint)index < (uint)InputDim
            ? index
            : throw new KerasException(
                $"Embedding got word index {index} at position {position} of inputs {inputs}, but its table holds 0 to {InputDim - 1}. " +
                $"Build it with inputDim above {index}, or tokenize with numWords: {InputDim}.");
    }
}
