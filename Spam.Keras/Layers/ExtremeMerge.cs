namespace Spam.Keras.Layers;

/// <summary>Takes one of its inputs' numbers at each place, the largest or the smallest.</summary>
/// <remarks>Shapes and masks: see <see cref="ElementwiseMerge"/>. Of equal numbers the first input's gets the gradient.</remarks>
public abstract class ExtremeMerge : ElementwiseMerge
{
    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass)
    {
        Tensor[] gradients = [.. inputs.Select(_ => pass.RentZeros(outputs.Shape.Sizes))];
        for (var i = 0; i < outputs.Length; i++)
        {
            for (var input = 0; input < gradients.Length; input++)
            {
                if (inputs[input][i] != outputs[i])
                    continue;

                gradients[input][i] = outputGradients[i];
                break;
            }
        }

        return gradients;
    }
}
