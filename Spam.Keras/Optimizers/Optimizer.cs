using Spam.Keras.Optimizers.Schedules;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Moves weights against their gradients. It keeps what it knows of each weight (its slots) by the weight's object.</summary>
/// <remarks>
/// One step, as Keras orders it: the rate is taken, gradients are clipped, weights decay, each weight moves, moving averages follow,
/// weights are brought back to their constraints. All numbers are float32 and rounded where Keras rounds; options are held in double, as
/// Python holds them. Every row of a weight moves at every step, as in Keras 2.15: a row without a gradient still has its momentum.<br/>
/// Source: Keras 2.15, keras/src/optimizers/optimizer.py.
/// </remarks>
public abstract class Optimizer
{
    const string AverageName = "average";

    readonly Dictionary<Parameter, Tensor[]> _slots = [];
    readonly Rate _start;
    bool _hasFrequency;
    float _learningRate;
    long _iterations;
    Slot[]? _kinds;

    /// <summary>An optimizer of that rate.</summary>
    /// <param name="learningRate">A number, or a schedule.</param>
    protected Optimizer(Rate learningRate)
    {
        _start = learningRate;
        _learningRate = learningRate.Value;
    }

    /// <summary>Keras's class name: <c>Adam</c>.</summary>
    public string ClassName => GetType().Name;

    /// <summary>The optimizer's own name: the class name, in small letters in Keras 3.</summary>
    public string Name
    {
        get => field ?? (Dialect == Dialect.Keras2 ? ClassName : ClassName.ToLowerInvariant());
        set;
    }

    /// <summary>Whose behaviour it has where the Keras generations differ: where the moving averages start, which options exclude each other.</summary>
    public Dialect Dialect
    {
        get;
        set
        {
            field = value;
            CheckClipping();
        }
    }

    /// <summary>The rate that the next step uses.</summary>
    /// <exception cref="KerasException">It is set although a schedule decides, or to what is no rate.</exception>
    public float LearningRate
    {
        get => Schedule?.At(Iterations) ?? _learningRate;
        set => _learningRate = Schedule is null
            ? new Rate(value).Value
            : throw new KerasException(
                $"The rate of {ClassName} follows {Schedule.ClassName} and cannot be set to {Bounds.Text(value)}. Make the optimizer with a number as its rate.");
    }

    /// <summary>What gives the rate of each step, if the rate is not fixed.</summary>
    public LearningRateSchedule? Schedule => _start.Schedule;

    /// <summary>How many steps were taken. Set it to go on from a saved state.</summary>
    /// <exception cref="KerasException">It is set below zero.</exception>
    public long Iterations
    {
        get => _iterations;
        set => _iterations = value >= 0 ? value : throw new KerasException($"{ClassName} cannot have taken {value} steps; give 0 or more.");
    }

    /// <summary>What share of itself, times the rate, each weight loses at every step, before its gradient moves it; null for none.</summary>
    public double? WeightDecay { get; set => field = Bounds.NotNegative(ClassName, value, "weight_decay"); }

    /// <summary>The largest length a weight's gradient may have; a longer one is made that long. Null or 0 for any length.</summary>
    public double? Clipnorm
    {
        get;
        set
        {
            field = Bounds.NotNegative(ClassName, value, "clipnorm");
            CheckClipping();
        }
    }

    /// <summary>The largest size a number of a gradient may have. Null or 0 for any size. Keras 2 ignores it beside a norm.</summary>
    /// <remarks>Rows of an embedding are cut after rows of one index were added up; Keras cuts them before.</remarks>
    public double? Clipvalue
    {
        get;
        set
        {
            field = Bounds.NotNegative(ClassName, value, "clipvalue");
            CheckClipping();
        }
    }

    /// <summary>The largest length that all gradients together may have. Null or 0 for any length.</summary>
    public double? GlobalClipnorm
    {
        get;
        set
        {
            field = Bounds.NotNegative(ClassName, value, "global_clipnorm");
            CheckClipping();
        }
    }

    /// <summary>Whether a moving average of each weight is kept, which takes the weight's place in the end: <see cref="FinalizeValues"/>.</summary>
    public bool UseEma { get; set; }

    /// <summary>What share of itself a moving average keeps at each step.</summary>
    public double EmaMomentum { get; set => field = Bounds.Share(ClassName, value, "ema_momentum"); } = .99;

    /// <summary>After how many steps the weights are set to their moving averages, again and again; null for at the end only (RMSprop in Keras 2: 100 if nothing is given).</summary>
    public int? EmaOverwriteFrequency
    {
        get => _hasFrequency ? field : UsualEmaOverwriteFrequency;
        set
        {
            (field, _hasFrequency) = (value, true);
            if (value < 1)
                throw new KerasException($"{ClassName} got ema_overwrite_frequency {value}; give 1 or more, or null for the end of training only.");
        }
    }

    /// <summary>What is kept of each weight, in the order within a block.</summary>
    private protected abstract IReadOnlyList<Slot> Kinds { get; }

    /// <summary>What <see cref="EmaOverwriteFrequency"/> is where it is not given.</summary>
    private protected virtual int? UsualEmaOverwriteFrequency => null;

    /// <summary>The optimizer of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name, in any case: <c>adam</c>, <c>RMSprop</c>.</param>
    /// <param name="dialect">Whose behaviour it has.</param>
    /// <exception cref="KerasException">There is no optimizer of that name; the message lists those there are.</exception>
    public static Optimizer Get(string name, Dialect dialect = Dialect.Keras2)
        => Names.Find("optimizer", name, new Dictionary<string, Func<Optimizer>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Adadelta"] = () => new Adadelta { Dialect = dialect },
            ["Adagrad"] = () => new Adagrad { Dialect = dialect },
            ["Adam"] = () => new Adam { Dialect = dialect },
            ["AdamW"] = () => new AdamW { Dialect = dialect },
            ["Adamax"] = () => new Adamax { Dialect = dialect },
            ["Ftrl"] = () => new Ftrl { Dialect = dialect },
            ["Lion"] = () => new Lion { Dialect = dialect },
            ["Nadam"] = () => new Nadam { Dialect = dialect },
            ["RMSprop"] = () => new RMSprop { Dialect = dialect },
            ["SGD"] = () => new SGD { Dialect = dialect },
        });

    /// <summary>One step: moves every parameter by its gradient. A gradient that is too long is clipped where it stands.</summary>
    /// <param name="parameters">The trainable weights, the same ones in the same order at every step.</param>
    public void Apply(IReadOnlyList<Parameter> parameters)
    {
        if (parameters.Count == 0)
            return;

        var rate = LearningRate;
        foreach (var parameter in parameters)
            _ = SlotsOf(parameter); // before any weight moves: averages start at the weights

        if (Clipnorm > 0)
            GradientClipping.ByNorm(parameters, (float)Clipnorm);
        else if (GlobalClipnorm > 0)
            GradientClipping.ByGlobalNorm(parameters, (float)GlobalClipnorm);
        else if (Clipvalue > 0)
            GradientClipping.ByValue(parameters, (float)Clipvalue);
        StartStep(rate);
        foreach (var parameter in parameters)
        {
            if (WeightDecay is { } decay)
                Updates.Run(new Decay((float)decay, rate), parameter, []);
            Move(parameter, SlotsOf(parameter));
            if (UseEma)
                Follow(parameter);
            parameter.Constraint?.Apply(parameter.Value); // Keras too lets the average follow first
            parameter.Changed();
        }

        _iterations++;
    }

    /// <summary>Sets the weights to their moving averages if there are any; training ends with this.</summary>
    public void FinalizeValues(IReadOnlyList<Parameter> parameters)
    {
        if (!UseEma)
            return;

        foreach (var parameter in parameters)
            parameter.Assign(Average(parameter).Span);
    }

    /// <summary>What is kept of one weight, made if there is nothing yet. Writing into the values restores a saved state.</summary>
    public IReadOnlyList<OptimizerVariable> Variables(Parameter parameter) => Variables([parameter]);

    /// <summary>
    /// What is kept of the weights, in the order in which Keras saves it (behind the number of steps and, in Keras 3, the rate);
    /// made if there is nothing yet. Writing into the values restores a saved state.
    /// </summary>
    /// <param name="parameters">The trainable weights in the order of training.</param>
    public IReadOnlyList<OptimizerVariable> Variables(IReadOnlyList<Parameter> parameters)
    {
        var kinds = AllKinds;
        return
        [
            .. from block in kinds.Select(kind => kind.Block).Distinct().Order()
               from parameter in parameters
               from place in Enumerable.Range(0, kinds.Length)
               where kinds[place].Block == block
               select new OptimizerVariable(kinds[place].Name, parameter, SlotsOf(parameter)[place]),
        ];
    }

    /// <summary>The optimizer of that name, so that it can be given as Keras gives it: <c>optimizer: "adam"</c>.</summary>
    public static implicit operator Optimizer(string name) => Get(name);

    /// <inheritdoc/>
    public override string ToString() => ClassName;

    /// <summary>Computes what all weights share in a step.</summary>
    private protected abstract void StartStep(float rate);

    /// <summary>Moves one weight and its slots, which are in the order of <see cref="Kinds"/>.</summary>
    private protected abstract void Move(Parameter parameter, ReadOnlySpan<Tensor> slots);

    /// <summary><c>x^step</c>, rounded to float32 once.</summary>
    private protected static float Power(double x, long step) => (float)Math.Pow((float)x, step);

    Slot[] AllKinds => _kinds ??= UseEma ? [.. Kinds, new(AverageName, Block: -1)] : [.. Kinds];

    Tensor[] SlotsOf(Parameter parameter)
    {
        if (!_slots.TryGetValue(parameter, out var slots))
            _slots[parameter] = slots = [.. AllKinds.Select(kind => Start(kind, parameter.Value))];
        return slots.Length == 0 || slots[0].Shape.Equals(parameter.Value.Shape)
            ? slots
            : throw new KerasException(
                $"{ClassName} knows the weight {parameter.Name} in shape {slots[0].Shape}; now its shape is {parameter.Value.Shape}. Compile the model anew.");
    }

    static Tensor Start(Slot kind, Tensor value)
    {
        if (kind.Name == AverageName)
            return value.Copy();

        var slot = new Tensor(value.Shape);
        slot.Span.Fill(kind.Start);
        return slot;
    }

    Tensor Average(Parameter parameter) => SlotsOf(parameter)[^1];

    void Follow(Parameter parameter)
    {
        // Keras 3 lets the average start at what the first step made, Keras 2 at what stood before it.
        var momentum = Dialect == Dialect.Keras3 && Iterations == 0 ? 0 : EmaMomentum;
        Updates.Run(new AverageUpdate((float)momentum, (float)(1 - momentum)), parameter, [Average(parameter)]);
        if ((Iterations + 1) % EmaOverwriteFrequency == 0)
            Average(parameter).Span.CopyTo(parameter.Value.Span);
    }

    // After each of these options, as they come in any order.
    void CheckClipping()
    {
        if (Clipnorm is not null && GlobalClipnorm is not null)
            throw OnlyOne("clipnorm and global_clipnorm");
        if (Dialect == Dialect.Keras3 && Clipvalue is not null && (Clipnorm ?? GlobalClipnorm) is not null)
            throw OnlyOne($"clipvalue and {(Clipnorm is not null ? "clipnorm" : "global_clipnorm")}");
    }

    KerasException OnlyOne(string options) => new($"{ClassName} got both {options}; gradients are clipped in one way. Leave one of them out.");
}
