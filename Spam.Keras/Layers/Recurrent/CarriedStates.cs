namespace Spam.Keras.Layers.Recurrent;

/// <summary>What a stateful layer carries from one batch to the next. A layer that is not stateful never writes here.</summary>
/// <remarks>The tensors are replaced whole and never written into, so a batch that is under way keeps those it began with.</remarks>
sealed class CarriedStates(Layer layer)
{
    IReadOnlyList<Tensor>? _states;

    /// <summary>The states after the last batch, each (batch, units); null before the first and after a reset.</summary>
    public IReadOnlyList<Tensor>? Current => Volatile.Read(ref _states);

    public void Replace(IReadOnlyList<Tensor>? states) => Volatile.Write(ref _states, states);

    /// <summary>The states that a batch begins with: the carried ones, unless they are all zeros and others are given.</summary>
    /// <exception cref="KerasException">The carried states are of another number of samples.</exception>
    public IReadOnlyList<Tensor>? BeginWith(IReadOnlyList<Tensor>? given, int batch)
    {
        if (Current is not { } states)
            return given;
        if (states[0].Shape[0] != batch)
        {
            throw new KerasException(
                $"{layer} is stateful and carries the states of {states[0].Shape[0]} samples, but a batch of {batch} came. " +
                "Give it batches of one size, or call ResetStates first.");
        }

        return given is null || states.Any(state => state.Span.ContainsAnyExcept(0f)) ? states : given;
    }
}
