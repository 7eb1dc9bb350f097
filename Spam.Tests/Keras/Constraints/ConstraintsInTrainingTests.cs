using Spam.Keras;
using Spam.Keras.Constraints;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Constraints;

public class ConstraintsInTrainingTests
{
    static readonly Dictionary<string, (Func<Constraint, Constraint, Constraint, Layer> Make, Shape[] Inputs)> _layers = new()
    {
        ["Dense"] = ((a, b, _) => new Dense(3, kernelConstraint: a, biasConstraint: b), [new(2, 4)]),
        ["Embedding"] = ((a, _, _) => new Embedding(5, 3, embeddingsConstraint: a), [new(2, 4)]),
        ["Conv1D"] = ((a, b, _) => new Conv1D(3, 2, kernelConstraint: a, biasConstraint: b), [new(2, 5, 4)]),
        ["LSTM"] = ((a, b, c) => new LSTM(3, kernelConstraint: a, recurrentConstraint: b, biasConstraint: c), [new(2, 5, 4)]),
        ["GRU"] = ((a, b, c) => new GRU(3, kernelConstraint: a, recurrentConstraint: b, biasConstraint: c), [new(2, 5, 4)]),
        ["SimpleRNN"] = ((a, b, c) => new SimpleRNN(3, kernelConstraint: a, recurrentConstraint: b, biasConstraint: c), [new(2, 5, 4)]),
        ["BatchNormalization"] = ((a, b, _) => new BatchNormalization(gammaConstraint: a, betaConstraint: b), [new(2, 4)]),
        ["LayerNormalization"] = ((a, b, _) => new LayerNormalization(gammaConstraint: a, betaConstraint: b), [new(2, 4)]),
        ["PReLU"] = ((a, _, _) => new PReLU(alphaConstraint: a), [new(2, 4)]),
        ["MultiHeadAttention"] = ((a, b, _) => new MultiHeadAttention(2, 3, kernelConstraint: a, biasConstraint: b), [new(2, 5, 4), new(2, 5, 4)]),
        ["Bidirectional"] = (
            (a, b, c) => new Bidirectional(new GRU(3, kernelConstraint: a, recurrentConstraint: b, biasConstraint: c)), [new(2, 5, 4)]),
        ["TimeDistributed"] = ((a, b, _) => new TimeDistributed(new Dense(3, kernelConstraint: a, biasConstraint: b)), [new(2, 5, 4)]),
    };

    public static TheoryData<string> Names => [.. _layers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Each_weight_is_held_to_its_own_constraint_after_a_step(string name)
    {
        var (first, second, third) = (new Always(1), new Always(2), new Always(3));
        var layer = _layers[name].Make(first, second, third);
        layer.Build(new Random(1), _layers[name].Inputs);
        Parameter[] weights = [.. layer.Parameters.Where(parameter => parameter.Trainable)];

        new Adam().Apply(weights);

        foreach (var weight in weights)
            Assert.All(weight.Value.Span.ToArray(), value => Assert.Equal(Expected(weight.Name), value));

        float Expected(string weight) => weight[(weight.LastIndexOf('/') + 1)..] switch
        {
            "kernel" or "embeddings" or "gamma" or "alpha" => 1,
            "recurrent_kernel" or "beta" => 2,
            _ => layer.Parameters.Any(parameter => parameter.Name.EndsWith("recurrent_kernel", StringComparison.Ordinal)) ? 3 : 2,
        };
    }

    [Fact]
    public void A_step_ends_where_the_constraint_allows()
    {
        // The loss is the mean of (w·x)² over samples and outputs: the gradient of w = (3, 4) at x = (1, 0) is (6, 0).
        var dense = new Dense(1, useBias: false, kernelConstraint: new MaxNorm(1));
        var model = new Sequential([new InputLayer(2), dense], seed: 1);
        dense.Parameters[0].Assign([3, 4]);
        model.Compile(new SGD(.5f), new MeanSquaredError());

        model.TrainOnBatch(Tensor.FromRows([1, 0]), Tensor.FromRows([0f]));

        Near.Equal([0, 1], dense.Parameters[0].Value.Span, 1e-6); // (3, 4) - .5 (6, 0) = (0, 4), shortened to length 1
    }

    [Fact]
    public void A_frozen_weight_stays_as_it_is()
    {
        var dense = new Dense(1, useBias: false, kernelConstraint: new NonNeg()) { Trainable = false };
        var model = new Sequential([new InputLayer(1), dense, new Dense(1)], seed: 1);
        dense.Parameters[0].Assign([-1]);
        model.Compile(new SGD(), new MeanSquaredError());

        model.TrainOnBatch(Tensor.FromRows([1f]), Tensor.FromRows([0f]));

        Assert.Equal(-1, dense.Parameters[0].Value[0]);
    }

    [Fact]
    public void A_moving_average_follows_what_the_step_made_and_not_what_the_constraint_left()
    {
        // Keras brings the weights back when the averages have followed.
        var dense = new Dense(1, useBias: false, kernelConstraint: new Always(0));
        dense.Build(new Random(1), new Shape(1, 1));
        dense.Parameters[0].Assign([2]);
        var optimizer = new SGD { UseEma = true, EmaMomentum = .5 };

        optimizer.Apply(dense.Parameters);

        Assert.Equal(0, dense.Parameters[0].Value[0]);
        Assert.Equal(2, optimizer.Variables(dense.Parameters).Single(variable => variable.Name == "average").Value[0]);
    }

    [Fact]
    public void A_name_is_enough()
    {
        var dense = new Dense(1, kernelConstraint: "max_norm");

        Assert.Equal(2, Assert.IsType<MaxNorm>(dense.Parameters[0].Constraint).MaxValue);
        Assert.Throws<KerasException>(() => new Dense(1, kernelConstraint: "maxnorm"));
    }

    [Fact]
    public void A_constraint_comes_back_from_a_saved_model()
    {
        using var folder = new TemporaryFolder();
        new Sequential([new InputLayer(2), new Dense(1, biasConstraint: new NonNeg())]).SaveSavedModel(folder["model"]);

        var loaded = KerasModel.Load(folder["model"]);

        Assert.IsType<NonNeg>(loaded.Layers.Single().Parameters[1].Constraint);
    }

    sealed class Always(float value) : Constraint
    {
        public override void Apply(Tensor weight) => weight.Span.Fill(value);
    }
}
