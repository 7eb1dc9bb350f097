namespace Spam.Keras.Models;

/// <summary>What <c>fit</c> measured, epoch by epoch.</summary>
public sealed class History
{
    readonly Dictionary<string, List<float>> _values = [];
    readonly List<int> _epochs = [];

    /// <summary>The epochs that ran, counted from 0.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>The names of the figures, in the order in which they first came: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>.</summary>
    public IReadOnlyList<string> Names => [.. _values.Keys];

    /// <summary>A figure's value after each epoch.</summary>
    /// <exception cref="KerasException">There is no such figure.</exception>
    public IReadOnlyList<float> this[string name] => _values.TryGetValue(name, out var values)
        ? values
        : throw new KerasException($"The history has no '{name}'; it has {string.Join(", ", _values.Keys)}.");

    /// <summary>Whether there is a figure of that name.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Adds what an epoch measured.</summary>
    public void Add(int epoch, IReadOnlyDictionary<string, float> logs)
    {
        _epochs.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!_values.TryGetValue(name, out var values))
                _values[name] = values = [];
            values.Add(value);
        }
    }
}
