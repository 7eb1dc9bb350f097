using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>A weight of a layer: its value, and the gradient that one batch gathers for it.</summary>
public sealed class Parameter
{
    Tensor? _value, _gradient, _given;
    int _version;

    /// <summary>A weight that has no value until its layer is built.</summary>
    /// <param name="name">Keras's name: <c>kernel</c>, <c>recurrent_kernel</c>, <c>embeddings</c>.</param>
    /// <param name="initializer">What fills it when the layer is built.</param>
    /// <param name="regularizer">What its size adds to the loss, if anything.</param>
    /// <param name="trainable">False for what is not learned by gradients, as moving averages.</param>
    /// <param name="constraint">What it is held to after each step, if anything.</param>
    public Parameter(string name, Initializer initializer, Regularizer? regularizer = null, bool trainable = true, Constraint? constraint = null)
    {
        Name = name;
        Initializer = initializer;
        Regularizer = regularizer;
        Trainable = trainable;
        Constraint = constraint;
    }

    /// <summary>Keras's name within the layer.</summary>
    public string Name { get; private set; }

    /// <summary>What fills it when the layer is built.</summary>
    public Initializer Initializer { get; }

    /// <summary>What its size adds to the loss, if anything.</summary>
    public Regularizer? Regularizer { get; }

    /// <summary>What its value is held to after every step of an optimizer, if anything.</summary>
    public Constraint? Constraint { get; set; }

    /// <summary>Whether an optimizer moves it.</summary>
    public bool Trainable { get; set; }

    /// <summary>Whether it has a value.</summary>
    public bool IsBuilt => _value is not null;

    /// <summary>The numbers. After writing into them call <see cref="Changed"/>, or write with <see cref="Assign"/>.</summary>
    /// <exception cref="KerasException">The layer is not built.</exception>
    public Tensor Value => _value
        ?? throw new KerasException($"The weight {Name} has no value yet. Build its layer first: add it to a model with a known input shape, or call Build.");

    /// <summary>The sum of the gradients since <see cref="ClearGradient"/>; the shape is the value's.</summary>
    public Tensor Gradient => _gradient ?? LazyInitializer.EnsureInitialized(ref _gradient, () => new(Value.Shape)); // several threads may be the first to add to it

    /// <summary>
    /// The sum of squares of the rows that went into the gradient one by one, before rows of one index were added up; null if it did not come by rows.
    /// Keras clips the gradient of an embedding by this length.
    /// </summary>
    public double? SquaresOfRows { get; set; }

    /// <summary>Counts the changes of the value, so that what is computed from it (packed copies) knows when it is stale.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Gives it a shape and its first values.</summary>
    /// <exception cref="KerasException">The shape is too large, or not that of the values that wait for it.</exception>
    public void Build(Shape shape, Random random)
    {
        if (shape.Aggregate(1d, (product, size) => product * size) > Array.MaxLength)
            throw new KerasException($"The weight {Name} would have the shape {shape}: more than {Array.MaxLength} numbers, which is the most that one weight has.");

        if (_given is not null && !_given.Shape.Equals(shape))
            throw new KerasException($"The weight {Name} has the shape {_given.Shape} in the file, but the layer's options make it {shape}. They do not belong together.");

        var value = _given ?? new Tensor(shape);
        if (_given is null)
            Initializer.Fill(value, random);
        (_value, _given) = (value, null);
        _gradient = null;
        SquaresOfRows = null;
        Changed();
    }

    /// <summary>Keeps values, which are not copied, for when the layer is built: then nothing is drawn, and no memory is taken for a shape that they do not have.</summary>
    internal void Await(Tensor values) => _given = values;

    /// <summary>Says that the numbers in <see cref="Value"/> were changed.</summary>
    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>Puts the name into the scope of a layer that wraps this weight's: <c>kernel</c> becomes <c>forward/kernel</c>.</summary>
    internal void PutInto(string scope) => Name = $"{scope}/{Name}";

    /// <summary>Copies <paramref name="values"/> into the value.</summary>
    /// <exception cref="KerasException">Their number is not the value's.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        if (values.Length != Value.Length)
            throw new KerasException($"The weight {Name} holds {Value.Length} numbers in shape {Value.Shape}; {values.Length} came.");

        values.CopyTo(Value.Span);
        Changed();
    }

    /// <summary>Sets the gradient to zero.</summary>
    public void ClearGradient()
    {
        _gradient?.Span.Clear();
        SquaresOfRows = null;
    }
}
