using Spam.Keras.Layers.Recurrent;

namespace Spam.Keras.Layers;

/// <summary>Reads a sequence with two recurrent layers, from its first step and from its last, and merges what they give.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with the layer's returnSequences; twice the
/// units with <see cref="MergeMode.Concat"/>, two outputs with <see cref="MergeMode.None"/>. With returnState the states follow, the forward
/// layer's first. Further inputs are the states to begin with, half of them for each layer.<br/>
/// Weights: <c>forward/…</c> and <c>backward/…</c>, each with the layer's names.<br/>
/// Masked steps of a sequence give zeros.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/bidirectional.py. Paper: Schuster and Paliwal, 1997.
/// </remarks>
public sealed class Bidirectional : Layer
{
    /// <summary>Around copies of a layer, with weights of their own.</summary>
    /// <param name="layer">What reads the sequence; the copy that reads it the other way is made from it.</param>
    /// <param name="mergeMode">How the outputs are put together.</param>
    /// <param name="backwardLayer">What reads the other way, where it is to differ; its goBackwards differs from the layer's.</param>
    /// <exception cref="KerasException">The two layers do not go together.</exception>
    public Bidirectional(RecurrentLayer layer, MergeMode mergeMode = MergeMode.Concat, RecurrentLayer? backwardLayer = null)
    {
        Layer = layer;
        MergeMode = mergeMode;
        HasOwnBackwardLayer = backwardLayer is not null;
        var other = backwardLayer ?? layer.With(layer.Options with { GoBackwards = !layer.GoBackwards });
        CheckPair(layer, other);
        ForwardLayer = Copy(layer, layer, "forward", $"forward_{layer.Name}");
        BackwardLayer = Copy(other, backwardLayer ?? layer, "backward", backwardLayer?.Name ?? $"backward_{layer.Name}");
    }

    /// <summary>The layer that was given. Its weights are not used.</summary>
    public RecurrentLayer Layer { get; }

    /// <summary>The copy that reads in the layer's own direction.</summary>
    public RecurrentLayer ForwardLayer { get; }

    /// <summary>The copy that reads the other way.</summary>
    public RecurrentLayer BackwardLayer { get; }

    /// <summary>Whether the backward layer was given, and not made from the layer.</summary>
    public bool HasOwnBackwardLayer { get; }

    /// <summary>How the outputs are put together.</summary>
    public MergeMode MergeMode { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ForwardLayer.Parameters, .. BackwardLayer.Parameters];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => ComputeOutputShapes(inputShapes)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
    {
        var (forwardInputs, backwardInputs) = Share(inputShapes);
        var (forward, backward) = (ForwardLayer.ComputeOutputShapes(forwardInputs), BackwardLayer.ComputeOutputShapes(backwardInputs));
        IReadOnlyList<Shape> merged = MergeMode switch
        {
            MergeMode.None => [forward[0], backward[0]],
            MergeMode.Concat => [forward[0].With(^1, forward[0][^1] + backward[0][^1])],
            _ => [forward[0]],
        };
        return [.. merged, .. forward.Skip(1), .. backward.Skip(1)];
    }

    /// <inheritdoc/>
    internal override bool CarriesState => ForwardLayer.CarriesState;

    /// <inheritdoc/>
    internal override bool TakesGathered => true; // the inner layers take them, or write them out

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => ForwardAll(call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> ForwardAll(Call call)
    {
        var (forwardInputs, backwardInputs) = Share(call.Inputs);
        var (forwardMasks, backwardMasks) = Share(call.Masks);
        var forward = call.Within(ForwardLayer, forwardInputs, forwardMasks);
        var backward = call.Within(BackwardLayer, backwardInputs, backwardMasks);
        var (ofForward, ofBackward) = (ForwardLayer.Run(forward), BackwardLayer.Run(backward));
        var (a, b) = (ofForward[0], InOrder(ofBackward[0], call.Pass));

        call.AddedLoss += forward.AddedLoss + backward.AddedLoss;
        call.OutputMask = Layer.ReturnSequences ? call.Mask : null;
        if (MergeMode == MergeMode.None)
            call.FurtherOutputMasks = [call.OutputMask];
        call.Keep(new Halves(forward, backward, a, b));
        return [.. PairMerge.Forward(MergeMode, a, b, call.Pass), .. ofForward.Skip(1), .. ofBackward.Skip(1)];
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
        => BackwardAll([outputGradients, .. Enumerable.Repeat<Tensor?>(null, NumOutputs - 1)], call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
    {
        var halves = call.Kept<Halves>();
        var numMerged = MergeMode == MergeMode.None ? 2 : 1;
        var numStates = (outputGradients.Count - numMerged) / 2;
        var (a, b) = PairMerge.Backward(MergeMode, [.. outputGradients.Take(numMerged)], halves.OfForward, halves.OfBackward, call.Pass);
        var states = outputGradients.Skip(numMerged);

        var forward = ForwardLayer.BackwardAll([a, .. states.Take(numStates)], halves.Forward);
        var backward = BackwardLayer.BackwardAll([b is null ? null : InOrder(b, call.Pass), .. states.Skip(numStates)], halves.Backward);
        return [PairMerge.Sum(forward[0], backward[0]), .. forward.Skip(1), .. backward.Skip(1)];
    }

    /// <inheritdoc/>
    public override void ResetStates()
    {
        ForwardLayer.ResetStates();
        BackwardLayer.ResetStates();
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var (forward, backward) = Share(inputShapes);
        ForwardLayer.Build(random, forward);
        BackwardLayer.Build(random, backward);
    }

    int NumOutputs => (MergeMode == MergeMode.None ? 2 : 1) + (Layer.ReturnState ? ForwardLayer.NumStates + BackwardLayer.NumStates : 0);

    /// <summary>The backward layer gives its outputs in the order in which it read; this turns them, and their gradients, round.</summary>
    Tensor InOrder(Tensor outputs, Pass pass)
    {
        if (!Layer.ReturnSequences)
            return outputs;

        var turned = pass.Rent(outputs.Shape.Sizes);
        var steps = outputs.Shape[1];
        for (var row = 0; row < outputs.NumRows; row++)
            outputs.Row(row).CopyTo(turned.Row(row - (row % steps) + steps - 1 - (row % steps)));
        return turned;
    }

    /// <summary>Both layers read the sequence; of the initial states each has its half.</summary>
    (T[] Forward, T[] Backward) Share<T>(IReadOnlyList<T> inputs)
    {
        if (inputs.Count != 1 && inputs.Count != 1 + ForwardLayer.NumStates + BackwardLayer.NumStates)
        {
            throw new KerasException(
                $"{this} got {inputs.Count} inputs; expected the sequence alone, or the sequence and the initial states: " +
                $"{ForwardLayer.NumStates} of the forward layer, {BackwardLayer.NumStates} of the backward layer.");
        }

        var numStates = inputs.Count == 1 ? 0 : ForwardLayer.NumStates;
        return ([.. inputs.Take(1 + numStates)], [inputs[0], .. inputs.Skip(1 + numStates)]);
    }

    void CheckPair(RecurrentLayer forward, RecurrentLayer backward)
    {
        if (forward.GoBackwards == backward.GoBackwards)
            throw new KerasException($"{this} got two layers with goBackwards: {Word(forward.GoBackwards)}; one is to read each way.");
        foreach (var (option, one, other) in (ReadOnlySpan<(string, bool, bool)>)[
            ("stateful", forward.Stateful, backward.Stateful),
            ("returnSequences", forward.ReturnSequences, backward.ReturnSequences),
            ("returnState", forward.ReturnState, backward.ReturnState)])
        {
            if (one != other)
                throw new KerasException($"{this} got a layer with {option}: {Word(one)} and a backward layer with {option}: {Word(other)}; they are to be the same.");
        }

        if (MergeMode is not (MergeMode.Concat or MergeMode.None) && forward.Units != backward.Units)
        {
            throw new KerasException(
                $"{this} got layers of {forward.Units} and {backward.Units} units; merge mode {MergeMode} needs equal ones. " +
                "Choose MergeMode.Concat or MergeMode.None for others.");
        }

        static string Word(bool value) => value ? "true" : "false";
    }

    static RecurrentLayer Copy(RecurrentLayer layer, RecurrentLayer original, string scope, string name)
    {
        var copy = layer.With(layer.Options with { ZeroOutputForMask = layer.ReturnSequences });
        copy.Name = name;
        foreach (var (parameter, given) in copy.Parameters.Zip(original.Parameters))
        {
            parameter.PutInto(scope);
            parameter.Constraint = given.Constraint;
        }

        return copy;
    }

    /// <summary>What one use keeps for its way back: the two inner uses, and what they gave, in the order of the sequence.</summary>
    sealed record Halves(Call Forward, Call Backward, Tensor OfForward, Tensor OfBackward);
}
