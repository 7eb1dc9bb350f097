using Spam.Keras;
using Spam.Model.Explanations;

namespace Spam.Model;

/// <summary>What stands between the ids of a text's words and its scores. Any number of threads may ask it at once.</summary>
interface INetwork
{
    /// <summary>The shape of a batch of padded ids.</summary>
    Shape InputShape { get; }

    /// <summary>How many numbers it gives for a text.</summary>
    int OutputWidth { get; }

    /// <summary>The activation that ends it, where that is known: <c>softmax</c>, <c>sigmoid</c>, <c>linear</c>.</summary>
    string? LastActivation { get; }

    /// <summary>How many words its table holds, where that is known.</summary>
    int? NumWords { get; }

    /// <summary>The numbers for each text, a row each.</summary>
    /// <param name="inputs">Padded ids, a row for each text.</param>
    /// <param name="batchSize">How many texts are computed at a time.</param>
    /// <param name="numThreads">How many threads may be used.</param>
    Tensor Predict(Tensor inputs, int batchSize, int numThreads);

    /// <summary>What each layer gives, in order; null where there are no layers to tell apart.</summary>
    /// <param name="inputs">Padded ids of one text.</param>
    IReadOnlyList<LayerOutput>? Layers(Tensor inputs);
}
