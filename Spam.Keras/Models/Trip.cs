using Spam.Keras.Layers;
using Spam.Keras.Losses;

namespace Spam.Keras.Models;

/// <summary>One batch on its way through a model's nodes, and back.</summary>
sealed class Trip
{
    readonly Network _model;
    readonly Call[] _calls;
    readonly IReadOnlyList<Tensor>[] _outputs;

    /// <param name="model">The model.</param>
    /// <param name="inputs">For each of its inputs a tensor.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="masks">For each input its mask; none by default.</param>
    /// <param name="needsInputGradients">Whether the way back is to reach the inputs, and not only the weights.</param>
    public Trip(Network model, IReadOnlyList<Tensor> inputs, Pass pass, IReadOnlyList<Tensor?>? masks = null, bool needsInputGradients = false)
    {
        _model = model;
        var nodes = model.Nodes;
        _calls = new Call[nodes.Count];
        _outputs = new IReadOnlyList<Tensor>[nodes.Count];
        var needsGradients = new bool[nodes.Count]; // of what the node gives: weights are in it or before it, or the inputs need theirs
        var nextInput = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var (layer, sources) = (nodes[i].Layer, nodes[i].Inputs);
            var isInput = sources.Count == 0;
            var call = new Call(pass, isInput ? [inputs[nextInput]] : [.. sources.Select(source => _outputs[source.Node][source.Output])])
            {
                Masks = isInput ? [masks?[nextInput]] : [.. sources.Select(source => _calls[source.Node].MaskOf(source.Output))],
                DropoutMasks = pass.DropoutMasks?.GetValueOrDefault(layer),
                NeedsInputGradients = isInput ? needsInputGradients : sources.Any(source => needsGradients[source.Node]),
            };
            nextInput += isInput ? 1 : 0;
            needsGradients[i] = call.NeedsInputGradients || layer.Parameters.Count > 0;
            _outputs[i] = layer.Run(call);
            _calls[i] = call;
        }
    }

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<Tensor> Outputs => [.. _model.Outputs.Select(output => _outputs[output.Node][output.Output])];

    /// <summary>What each node gives.</summary>
    public IReadOnlyList<IReadOnlyList<Tensor>> NodeOutputs => _outputs;

    /// <summary>What the layers add to the loss for this batch.</summary>
    public float AddedLoss => _calls.Sum(call => call.AddedLoss);

    /// <summary>The loss to use for an output, and what it reads: the logits where that is exact.</summary>
    public (Loss Loss, Tensor Predictions, bool AreLogits) Resolve(Loss loss, int output)
        => SourceOfLogits(output) is { Logits: { } logits, LogitsActivation: { } activation } && loss.OnLogitsOf(activation) is { } onLogits
            ? (onLogits, logits, true)
            : (loss, Outputs[output], false);

    /// <summary>Tells a use of the model in another one what its layers told their uses.</summary>
    public void Report(Call use)
    {
        use.AddedLoss += AddedLoss;
        var masks = _model.Outputs.Select(output => _calls[output.Node].MaskOf(output.Output)).ToArray();
        (use.OutputMask, use.FurtherOutputMasks) = (masks[0], masks[1..]);
        if (masks.Length == 1 && SourceOfLogits(0) is { } source)
            (use.Logits, use.LogitsActivation) = (source.Logits, source.LogitsActivation);
    }

    /// <summary>Brings the gradients of the outputs (or of their logits) back to every weight.</summary>
    /// <returns>The gradients of the inputs, where they were wanted and there are any.</returns>
    public IReadOnlyList<Tensor?> Backward(IReadOnlyList<Tensor?> gradients, IReadOnlyList<bool> areOfLogits)
    {
        var nodes = _model.Nodes;
        var waiting = new Tensor?[nodes.Count][];
        for (var i = 0; i < nodes.Count; i++)
            waiting[i] = new Tensor?[_outputs[i].Count];
        for (var i = 0; i < gradients.Count; i++)
        {
            var output = _model.Outputs[i];
            _calls[output.Node].GradientsAreOfLogits |= areOfLogits[i];
            Add(ref waiting[output.Node][output.Output], gradients[i]);
        }

        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var call = _calls[i];
            if (nodes[i].Inputs.Count == 0 || waiting[i].All(gradient => gradient is null) || (!call.NeedsInputGradients && nodes[i].Layer.Parameters.Count == 0))
                continue;

            var inputGradients = nodes[i].Layer.BackwardAll(waiting[i], call);
            for (var input = 0; input < nodes[i].Inputs.Count; input++)
            {
                var source = nodes[i].Inputs[input];
                Add(ref waiting[source.Node][source.Output], inputGradients[input]);
            }
        }

        return [.. _model.Inputs.Select(input => waiting[input][0])];
    }

    /// <summary>The call that gives an output, if nothing else reads that output: only then may gradients be those of its logits.</summary>
    Call? SourceOfLogits(int output)
    {
        var place = _model.Outputs[output];
        return _model.Outputs.Count(other => other == place) == 1 && !_model.Nodes.Any(node => node.Inputs.Contains(place)) ? _calls[place.Node] : null;
    }

    /// <summary>A tensor that is read twice gathers both gradients.</summary>
    static void Add(ref Tensor? sum, Tensor? gradients)
    {
        if (sum is null || gradients is null)
        {
            sum ??= gradients;
            return;
        }

        sum = sum.Copy(); // the first may be another layer's own
        GatheredRows.Add(gradients, sum);
    }
}
