using Spam.Keras.Layers;
using Spam.Keras.Losses;

namespace Spam.Keras.Models;

/// <summary>One batch on its way through a model's nodes, and back.</summary>
sealed class Trip
{
    readonly Model _model;
    readonly Call[] _calls;
    readonly IReadOnlyList<Tensor>[] _outputs;

    public Trip(Model model, IReadOnlyList<Tensor> inputs, Pass pass)
    {
        _model = model;
        var nodes = model.Nodes;
        _calls = new Call[nodes.Count];
        _outputs = new IReadOnlyList<Tensor>[nodes.Count];
        var hasWeights = new bool[nodes.Count]; // in the node, or before it
        var nextInput = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var (layer, sources) = (nodes[i].Layer, nodes[i].Inputs);
            var isInput = sources.Count == 0;
            var call = new Call(pass, isInput ? [inputs[nextInput]] : [.. sources.Select(source => _outputs[source.Node][source.Output])])
            {
                Masks = isInput ? [null] : [.. sources.Select(source => _calls[source.Node].MaskOf(source.Output))],
                DropoutMasks = pass.DropoutMasks?.GetValueOrDefault(layer),
                NeedsInputGradients = sources.Any(source => hasWeights[source.Node]),
            };
            nextInput += isInput ? 1 : 0;
            hasWeights[i] = call.NeedsInputGradients || layer.Parameters.Count > 0;
            _outputs[i] = layer.Run(call);
            _calls[i] = call;
        }
    }

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<Tensor> Outputs => [.. _model.Outputs.Select(output => _outputs[output.Node][output.Output])];

    /// <summary>What the layers add to the loss for this batch.</summary>
    public float AddedLoss => _calls.Sum(call => call.AddedLoss);

    /// <summary>The loss to use for an output, and what it reads: the logits where that is exact.</summary>
    public (Loss Loss, Tensor Predictions, bool AreLogits) Resolve(Loss loss, int output)
    {
        var place = _model.Outputs[output];
        var isReadOnce = _model.Outputs.Count(other => other == place) == 1 && !_model.Nodes.Any(node => node.Inputs.Contains(place));
        return isReadOnce && _calls[place.Node] is { Logits: { } logits, LogitsActivation: { } activation } && loss.OnLogitsOf(activation) is { } onLogits
            ? (onLogits, logits, true)
            : (loss, Outputs[output], false);
    }

    /// <summary>Brings the gradients of the outputs (or of their logits) back to every weight.</summary>
    public void Backward(IReadOnlyList<Tensor?> gradients, IReadOnlyList<bool> areOfLogits)
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
