using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Saving.LayerFormats;

/// <summary>A layer of every class, with options that are not the defaults.</summary>
static class EveryLayer
{
    public static IReadOnlyList<Layer> Of(Dialect dialect)
    {
        var hardSigmoid = Activation.Get("hard_sigmoid", dialect);
        List<Layer> layers =
        [
            new ActivationLayer("gelu"), new Add(), new AdditiveAttention(useScale: false, dropout: .2f), new AlphaDropout(.2f, [-1, 1, 4]),
            new Attention(useScale: true, ScoreMode.Concat, dropout: .1f), new Spam.Keras.Layers.Average(), new AveragePooling1D(3, 1, Padding.Same),
            new BatchNormalization(
                1, .8f, .01f, center: false, gammaInitializer: new Constant(.5f), movingMeanInitializer: new RandomNormal(1, 2),
                movingVarianceInitializer: new Constant(2), gammaRegularizer: new L1(.1f), dialect: dialect),
            new Bidirectional(new GRU(3, returnSequences: true), MergeMode.None),
            new Bidirectional(new LSTM(3, goBackwards: true), MergeMode.Sum, new GRU(3, dropout: .1f) { Name = "back" }),
            new Concatenate(1),
            new Conv1D(
                4, 3, 2, Padding.Causal, 1, 2, "relu", useBias: false, new HeNormal(), kernelRegularizer: new L1L2(.1f, .2f),
                activityRegularizer: new L2(.3f)),
            new Cropping1D(1, 2),
            new Dense(5, hardSigmoid, true, new Orthogonal(2), new Ones(), new OrthogonalRegularizer(.1f, OrthogonalMode.Columns), new L2(.1f), new L1(.2f)),
            new Dot(1, 2, normalize: true), new Dropout(.3f, [-1, 1, 4]), new ELU(.7f),
            new Embedding(9, 4, maskZero: true, embeddingsInitializer: new TruncatedNormal(0, .1f), embeddingsRegularizer: new L2(.5f)),
            new Flatten(), Inner(),
            new GRU(
                3, "relu", hardSigmoid, useBias: false, resetAfter: false, dropout: .1f, recurrentDropout: .2f, returnSequences: true,
                goBackwards: true, returnState: true, stateful: true, unroll: true, zeroOutputForMask: true, implementation: 1,
                activityRegularizer: new L1(.1f)),
            new GaussianDropout(.3f), new GaussianNoise(.7f), new GlobalAveragePooling1D(keepdims: true, dialect), new GlobalMaxPooling1D(keepdims: true),
            new LSTM(
                4, "softsign", hardSigmoid, unitForgetBias: false, dropout: .25f, kernelInitializer: new VarianceScaling(2, FanMode.Out, Distribution.Uniform),
                recurrentInitializer: new Identity(2), biasInitializer: new Ones(), kernelRegularizer: new L2(.1f), recurrentRegularizer: new L1(.2f),
                biasRegularizer: new L1L2(.3f, .4f), implementation: 1),
            new LayerNormalization([1, -1], .1f, center: false, gammaInitializer: new Constant(3)), new LeakyReLU(.15f), new Masking(-1),
            new MaxPooling1D(4, 2, Padding.Same), new Maximum(), new Minimum(),
            new MultiHeadAttention(2, 3, 4, .1f, useBias: false, outputShape: 7, kernelInitializer: new HeUniform(), kernelRegularizer: new L2(.2f)),
            new Multiply(), new PReLU(new Constant(.1f), new L2(.1f), [1]), new Permute(2, 1), new ReLU(6, .1f, .2f), new RepeatVector(4),
            new Reshape(2, -1), new Sequential([new Dense(3) { Name = "inside" }]),
            new SimpleRNN(3, "relu", dropout: .4f, returnSequences: true, kernelInitializer: new RandomUniform(-1, 1)),
            new Spam.Keras.Layers.Softmax(1), new SpatialDropout1D(.4f), new Subtract(), new TimeDistributed(new Dense(3, "tanh")), new UnitNormalization(1, 2),
            new UpSampling1D(3), new ZeroPadding1D(2, 1),
        ];
        for (var i = 0; i < layers.Count; i++)
            layers[i].Name = $"layer_{i}";
        foreach (var layer in layers.Where(layer => layer is not SpatialDropout1D)) // Keras 3 writes no trainable of it
            layer.Trainable = false;
        Constrain(layers);
        return layers;
    }

    static Functional Inner()
    {
        var input = KerasTensor.Input([3], "in");
        var dense = new Dense(3) { Name = "inside" };
        return Functional.Unbuilt([input], [dense.Call(dense.Call(input))], "inner");
    }

    static void Constrain(List<Layer> layers)
    {
        layers.Single(layer => layer is Dense).Parameters[0].Constraint = new MaxNorm(3, 0, 1);
        layers.Single(layer => layer is Dense).Parameters[1].Constraint = new NonNeg();
        layers.Single(layer => layer is LSTM).Parameters[1].Constraint = new MinMaxNorm(.1f, .9f, .5f);
        layers.Single(layer => layer is Embedding).Parameters[0].Constraint = new UnitNorm();
        layers.Single(layer => layer is PReLU).Parameters[0].Constraint = new NonNeg();
    }
}
