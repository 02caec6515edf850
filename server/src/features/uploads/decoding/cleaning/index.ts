import type { FileKind } from '../../kinds.ts'
import { cleanAdts, cleanAmr, cleanMp3 } from './frames.ts'
import { cleanIso } from './iso.ts'
import { cleanOgg } from './ogg.ts'
import { WrongContent } from '../wrongContent.ts'
import { OpenFile } from './openFile.ts'
import { cleanWav } from './wav.ts'
import { cleanWebm } from './webm.ts'

function clean(file: OpenFile, found: FileKind): FileKind {
  switch (found.mediaType) {
    case 'video/mp4':
    case 'audio/mp4':
      return cleanIso(file)
    case 'video/webm':
    case 'audio/webm':
      return cleanWebm(file)
    case 'audio/mpeg':
      cleanMp3(file)
      return found
    case 'audio/aac':
      cleanAdts(file)
      return found
    case 'audio/amr':
      cleanAmr(file)
      return found
    case 'audio/wav':
      cleanWav(file)
      return found
    case 'audio/ogg':
      cleanOgg(file)
      return found
    default:
      throw new WrongContent('upload.notCleanable')
  }
}

/**
 * Takes the marks of place, and of camera and time where they stand beside it, out of film or sound where it lies; done
 * twice it does the same. The container is read through to its end, so that what only begins like one is not taken.
 * What a camera draws into the picture or hides in the frames themselves stays. Gives the kind by what is inside. Throws
 * `WrongContent`: `upload.unreadable`, `upload.notCleanable`.
 */
export function cleanMedia(path: string, found: FileKind): FileKind {
  const file = new OpenFile(path)
  try {
    return clean(file, found)
  } finally {
    file.close()
  }
}
