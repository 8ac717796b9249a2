import { recogniseDeadToken } from "#mock-server/authenticate/recognise/dead-token.ts";
import { recogniseMisshapenToken } from "#mock-server/authenticate/recognise/misshapen-token.ts";
import { recogniseMissingToken } from "#mock-server/authenticate/recognise/missing-token.ts";
import { recogniseWrongScheme } from "#mock-server/authenticate/recognise/wrong-scheme.ts";
import { recogniseMissingPermission } from "#mock-server/authorize/recognise/missing-permission.ts";
import { recogniseMissingScope } from "#mock-server/authorize/recognise/missing-scope.ts";
import { recogniseUserNeeded } from "#mock-server/authorize/recognise/user-needed.ts";
import { recogniseBodyInQuery, recogniseQueryInBody } from "#mock-server/receive/recognise/body-in-query.ts";
import { recogniseListedPath } from "#mock-server/receive/recognise/listed-path.ts";
import {
  recogniseAccept,
  recogniseContentEncoding,
  recogniseContentLength,
  recogniseContentType,
} from "#mock-server/receive/recognise/media-headers.ts";
import { recogniseRateLimit } from "#mock-server/receive/recognise/rate-limited.ts";
import { recogniseSiblingPath } from "#mock-server/receive/recognise/sibling-path.ts";
import { recogniseUnfilledSegment } from "#mock-server/receive/recognise/unfilled-segment.ts";
import { recogniseWrongHost } from "#mock-server/receive/recognise/wrong-host.ts";
import { recogniseWrongMethod } from "#mock-server/receive/recognise/wrong-method.ts";
import { recogniseWrongPath } from "#mock-server/receive/recognise/wrong-path.ts";
import { badValue } from "#mock-server/validate/recognise/bad-value.ts";
import { byteForm } from "#mock-server/validate/recognise/byte-form.ts";
import { encodedTwice } from "#mock-server/validate/recognise/encoded-twice.ts";
import { flowVersion } from "#mock-server/validate/recognise/flow-version.ts";
import { idForm } from "#mock-server/validate/recognise/id-form.ts";
import { inputNames } from "#mock-server/validate/recognise/input-names.ts";
import { looseJson } from "#mock-server/validate/recognise/loose-json.ts";
import { mediaType } from "#mock-server/validate/recognise/media-type.ts";
import { missingBody } from "#mock-server/validate/recognise/missing-body.ts";
import { missingValue } from "#mock-server/validate/recognise/missing-value.ts";
import { nameValueList } from "#mock-server/validate/recognise/name-value-list.ts";
import { objectObject } from "#mock-server/validate/recognise/object-object.ts";
import { queryValue } from "#mock-server/validate/recognise/query-value.ts";
import { unknownName } from "#mock-server/validate/recognise/unknown-name.ts";
import { wrappedBody } from "#mock-server/validate/recognise/wrapped-body.ts";
import { wrongType } from "#mock-server/validate/recognise/wrong-type.ts";
import { recogniseClientHeader } from "./recognise-state/client-header.ts";
import { recogniseClientSecret } from "./recognise-state/client-secret.ts";
import { recogniseExecutionGone } from "./recognise-state/execution-gone.ts";
import { recogniseFlowState } from "./recognise-state/flow-state.ts";
import { recogniseGrantType } from "./recognise-state/grant-type.ts";
import { recogniseLoginCode } from "./recognise-state/login-code.ts";
import { recogniseUnknownId } from "./recognise-state/unknown-id.ts";
import { recogniseUserState } from "./recognise-state/user-state.ts";
import { recogniseVersionInPath } from "./recognise-state/version-in-path.ts";
import type { Recogniser } from "./recogniser.ts";

/**
 * Every recogniser, in the order in which they are tried. Of two findings that explain the same problem the first counts, so
 * that what is more exact stands before what is more general.
 */
export const recognisers: readonly Recogniser[] = [
  // receive/recognise: host, path, method.
  recogniseWrongHost,
  recogniseSiblingPath,
  recogniseListedPath,
  recogniseWrongPath,
  recogniseWrongMethod,
  recogniseUnfilledSegment,
  recogniseBodyInQuery,
  recogniseQueryInBody,
  recogniseContentType,
  recogniseAccept,
  recogniseContentEncoding,
  recogniseContentLength,
  recogniseRateLimit,

  // authenticate/recognise: the token and its header.
  recogniseMissingToken,
  recogniseWrongScheme,
  recogniseMisshapenToken,
  recogniseDeadToken,

  // authorize/recognise: what the token has against what is needed.
  recogniseUserNeeded,
  recogniseMissingPermission,
  recogniseMissingScope,

  // validate/recognise: media type, text of the body, names and values in it.
  missingBody,
  byteForm,
  objectObject,
  mediaType,
  looseJson,
  encodedTwice,
  wrappedBody,
  nameValueList,
  flowVersion,
  unknownName,
  idForm,
  inputNames,
  wrongType,
  badValue,
  missingValue,
  queryValue,

  // domain: ids, states and versions of what the org has.
  recogniseUnknownId,
  recogniseFlowState,
  recogniseVersionInPath,
  recogniseExecutionGone,
  recogniseUserState,
  recogniseGrantType,
  recogniseClientHeader,
  recogniseClientSecret,
  recogniseLoginCode,
];
