using Spam.Keras.Kernels;
using Spam.Keras.Layers;
using Spam.Keras.Losses;

namespace Spam.Keras.Models;

/// <summary>One batch on its way through a model's nodes, and back.</summary>
sealed class Trip
{
    readonly IReadOnlyList<Node> _nodes;
    readonly Call[] _calls;
    readonly Tensor[] _outputs;

    public Trip(IReadOnlyList<Node> nodes, Tensor inputs, Pass pass)
    {
        _nodes = nodes;
        _calls = new Call[nodes.Count];
        _outputs = new Tensor[nodes.Count];
        var needsGradients = new bool[nodes.Count]; // whether a weight stands before a node, or in it
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            var sources = node.Inputs;
            var isInput = node.Layer is InputLayer;
            var call = new Call(pass, isInput ? [inputs] : [.. sources.Select(source => _outputs[source])])
            {
                Masks = isInput ? [null] : [.. sources.Select(source => _calls[source].OutputMask)],
                DropoutMasks = pass.DropoutMasks?.GetValueOrDefault(node.Layer),
                NeedsInputGradients = sources.Any(source => needsGradients[source]),
            };
            needsGradients[i] = call.NeedsInputGradients || node.Layer.Parameters.Count > 0;
            if (call.Mask is not null && !node.Layer.SupportsMasking)
                throw new KerasException($"{node.Layer} does not support masks, but {nodes[sources[0]].Layer} before it gives one. Turn maskZero off, or put a layer between that ends the mask.");

            call.OutputMask = call.Mask; // a layer that changes the mask overwrites it
            _outputs[i] = node.Layer.Forward(call);
            _calls[i] = call;
        }
    }

    /// <summary>What the last node gave.</summary>
    public Tensor Outputs => _outputs[^1];

    /// <summary>What the layers add to the loss for this batch.</summary>
    public float AddedLoss => _calls.Sum(call => call.AddedLoss);

    /// <summary>The loss to use for the outputs, and what it reads: the logits where that is exact.</summary>
    public (Loss Loss, Tensor Predictions, bool AreLogits) Resolve(Loss loss)
        => _calls[^1] is { Logits: { } logits, LogitsActivation: { } activation } && loss.OnLogitsOf(activation) is { } onLogits
            ? (onLogits, logits, true)
            : (loss, Outputs, false);

    /// <summary>Brings the gradient of the outputs (or of the logits) back to every weight.</summary>
    public void Backward(Tensor gradients, bool areOfLogits)
    {
        var waiting = new Tensor?[_nodes.Count];
        waiting[^1] = gradients;
        _calls[^1].GradientsAreOfLogits = areOfLogits;
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            if (waiting[i] is not { } outputGradients || (!_calls[i].NeedsInputGradients && _nodes[i].Layer.Parameters.Count == 0))
                continue;

            var inputGradients = _nodes[i].Layer.Backward(outputGradients, _calls[i]);
            if (inputGradients is null || _nodes[i].Inputs.Count == 0)
                continue;

            var source = _nodes[i].Inputs[0];
            if (waiting[source] is { } sum)
            {
                sum = sum.Copy(); // a node read twice gathers both gradients
                VectorOps.Add(inputGradients.Span, sum.Span);
                waiting[source] = sum;
            }
            else
            {
                waiting[source] = inputGradients;
            }
        }
    }
}
