package assay.analyzer.op;

import assay.analyzer.op.Ops.Row;
import java.util.List;

/// The operators of `ai.onnx.ml`, in alphabetical order.
final class MlOps {

    static final List<Row> ROWS =
            List.of(
                    new Row("ArrayFeatureExtractor", 1, MlFeatures.ARRAY_EXTRACTOR),
                    new Row("Binarizer", 1, MlFeatures.BINARIZER),
                    new Row("CastMap", 1, MlFeatures.CAST_MAP),
                    new Row("CategoryMapper", 1, MlFeatures.CATEGORY_MAPPER),
                    new Row("DictVectorizer", 1, MlFeatures.DICT_VECTORIZER),
                    new Row("FeatureVectorizer", 1, MlFeatures.FEATURE_VECTORIZER),
                    new Row("Imputer", 1, MlFeatures.IMPUTER),
                    new Row("LabelEncoder", 1, MlFeatures.LABEL_ENCODER),
                    new Row("LinearClassifier", 1, MlLinear.LINEAR_CLASSIFIER),
                    new Row("LinearRegressor", 1, MlLinear.LINEAR_REGRESSOR),
                    new Row("Normalizer", 1, MlFeatures.NORMALIZER),
                    new Row("OneHotEncoder", 1, MlFeatures.ONE_HOT_ENCODER),
                    new Row("SVMClassifier", 1, MlLinear.SVM_CLASSIFIER),
                    new Row("SVMRegressor", 1, MlLinear.SVM_REGRESSOR),
                    new Row("Scaler", 1, MlFeatures.SCALER),
                    new Row("TreeEnsemble", 5, TreeEnsembles.ANY),
                    new Row("TreeEnsembleClassifier", 1, TreeEnsembles.CLASSIFIER),
                    new Row("TreeEnsembleRegressor", 1, TreeEnsembles.REGRESSOR),
                    new Row("ZipMap", 1, MlFeatures.ZIP_MAP));

    private MlOps() {}
}
