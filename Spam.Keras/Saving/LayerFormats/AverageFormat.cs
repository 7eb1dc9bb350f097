using Spam.Keras.Layers;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Average in files.</summary>
sealed class AverageFormat() : MergeFormat<Average>("AddV2")
{
    /// <inheritdoc/>
    protected override string Finish(GraphBuilder nodes, string joined, int numInputs) => nodes.Quotient(joined, nodes.Const((float)numInputs));
}
